package io.handfast.houserules.offences.parlour;

final class RoomOutsideThePlan {}
