package io.handfast.bench.timing;

/**
 * What an experiment found.
 *
 * @param mean of the first class, in nanoseconds
 * @param largestT the largest |t| of all crops
 * @param difference of the means in nanoseconds, on the crop that knows it best
 * @param detectable the difference in nanoseconds that this crop would have called a leak
 */
record Finding(
        String subject,
        String first,
        String second,
        long measurements,
        double mean,
        double largestT,
        double difference,
        double detectable) {

    boolean leaks() {
        return largestT > Experiment.THRESHOLD;
    }
}
