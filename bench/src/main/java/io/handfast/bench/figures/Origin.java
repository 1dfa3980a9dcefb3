package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where results come from.
 *
 * @param machine processor, cores, system, Java runtime
 * @param date of the run, as in ISO 8601
 * @param effort how much time they were given
 * @param versions of what was measured, by name
 */
public record Origin(String machine, String date, String effort, Map<String, String> versions) {
    public Origin {
        versions = new LinkedHashMap<>(versions);
    }

    /** This machine, today. */
    public static Origin here(String effort) throws IOException {
        return new Origin(Machine.description(), LocalDate.now(ZoneOffset.UTC).toString(), effort, Versions.all());
    }

    /** Whether figures from there may stand in one table with ours. */
    boolean comparable(Origin other) {
        return machine.equals(other.machine) && versions.equals(other.versions);
    }

    /** As the first members of a JSON object. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("machine", machine);
        members.put("date", date);
        members.put("effort", effort);
        members.put("versions", versions);
        return members;
    }

    /** Of such members. */
    public static Origin of(Fields fields) {
        Map<String, String> versions = new LinkedHashMap<>();
        Fields named = fields.object("versions");
        named.names().forEach(name -> versions.put(name, named.text(name)));
        return new Origin(fields.text("machine"), fields.text("date"), fields.text("effort"), versions);
    }

    /** In a sentence or two; the machine names the JDK. */
    public String sentence() {
        return machine + "; " + date + (effort.equals("usual") ? "" : "; " + effort) + ". "
                + versions.entrySet().stream()
                        .filter(version -> !version.getKey().equals("JDK"))
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
