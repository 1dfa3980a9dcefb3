package io.handfast.houserules.offences.message;

final class MessageUtils {}
