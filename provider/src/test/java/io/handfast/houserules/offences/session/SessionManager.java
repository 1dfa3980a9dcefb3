package io.handfast.houserules.offences.session;

final class SessionManager {}
