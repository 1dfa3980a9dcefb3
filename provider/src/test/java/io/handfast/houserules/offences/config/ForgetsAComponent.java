package io.handfast.houserules.offences.config;

record ForgetsAComponent(String host, boolean checked) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ForgetsAComponent that && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return host.hashCode();
    }
}
