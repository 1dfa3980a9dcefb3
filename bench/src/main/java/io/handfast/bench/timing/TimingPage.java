package io.handfast.bench.timing;

import io.handfast.bench.Machine;
import java.util.List;
import java.util.Locale;

/** The findings as a page of the documentation. */
final class TimingPage {
    private TimingPage() {}

    static String of(List<Finding> leaky, List<Finding> ours, long seed) {
        StringBuilder page = new StringBuilder();
        page.append("# Do secrets show in our time?\n\n")
                .append("Written by `./handfast bench timing`; not edited by hand.\n\n")
                .append(
                        "Two classes of input in random order, one clock reading each, Welch's t between the two samples: over all\n")
                .append(
                        "values, over those below each of 14 percentiles, and over squared distances from the median; the largest |t|\n")
                .append("counts. Above ")
                .append(Experiment.THRESHOLD)
                .append(
                        " is a leak. \"Would show\" is the difference of the means that the finest of these tests would have called one.\n\n")
                .append("Machine: ")
                .append(Machine.description())
                .append(". Seed ")
                .append(seed)
                .append(".\n\n## Ours\n\n");
        table(page, ours);
        page.append(
                "\n## Twins that leak on purpose\n\nThey answer alike to every fault, too, and show that the test finds what is there.\n\n");
        table(page, leaky);
        return page.toString();
    }

    private static void table(StringBuilder page, List<Finding> findings) {
        page.append("| what | classes | measurements | mean | largest \\|t\\| | difference | would show |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Finding finding : findings) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s / %s | %d | %.1f µs | %s%.2f%s | %.1f ns | %.1f ns |%n",
                    finding.subject(),
                    finding.first(),
                    finding.second(),
                    finding.measurements(),
                    finding.mean() / 1000,
                    finding.leaks() ? "**" : "",
                    finding.largestT(),
                    finding.leaks() ? "**" : "",
                    Math.abs(finding.difference()),
                    finding.detectable()));
        }
    }
}
