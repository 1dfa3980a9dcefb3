package io.handfast.crypto.signature;

/**
 * A point of P-256 in Jacobian coordinates, (X/Z², Y/Z³), changed in place; time depends on the value (SEC 1 §2.2.1).
 *
 * <p>Only for what is public: there are branches where points are equal, opposite or at infinity.
 */
final class P256Point {
    private final P256Element x = new P256Element();
    private final P256Element y = new P256Element();
    private final P256Element z = new P256Element();
    private boolean infinite = true;

    private final P256Element a = new P256Element();
    private final P256Element b = new P256Element();
    private final P256Element c = new P256Element();
    private final P256Element d = new P256Element();
    private final P256Element e = new P256Element();

    P256Element x() {
        return x;
    }

    P256Element y() {
        return y;
    }

    P256Element z() {
        return z;
    }

    /** Whether this is the point at infinity, as a new object is. */
    boolean infinite() {
        return infinite;
    }

    void set(P256Point other) {
        x.set(other.x);
        y.set(other.y);
        z.set(other.z);
        infinite = other.infinite;
    }

    void set(P256Affine point) {
        x.set(point.x());
        y.set(point.y());
        z.set(P256Affine.ONE);
        infinite = false;
    }

    /** Becomes twice itself; there is no point of order two, so only infinity stays where it is. */
    void twice() {
        if (infinite) {
            return;
        }
        // The curve's a is −3, so 3X² + aZ⁴ = 3(X − Z²)(X + Z²).
        a.square(z);
        b.square(y);
        c.product(x, b);
        d.difference(x, a);
        e.sum(x, a);
        d.product(d, e);
        e.sum(d, d);
        d.sum(d, e);
        // Z' = 2YZ
        z.product(y, z);
        z.sum(z, z);
        // X' = (3(X − Z²)(X + Z²))² − 8XY²
        c.sum(c, c);
        c.sum(c, c);
        x.square(d);
        x.difference(x, c);
        x.difference(x, c);
        // Y' = 3(X − Z²)(X + Z²)(4XY² − X') − 8Y⁴
        c.difference(c, x);
        y.product(d, c);
        b.sum(b, b);
        b.square(b);
        b.sum(b, b);
        y.difference(y, b);
    }

    /** Adds a point, or takes it off. */
    void add(P256Affine point, boolean negative) {
        if (infinite) {
            set(point);
            if (negative) {
                y.difference(P256Affine.ZERO, y);
            }
            return;
        }
        a.square(z);
        // H = xZ² − X
        b.product(point.x(), a);
        b.difference(b, x);
        // R = ±yZ³ − Y
        a.product(a, z);
        c.product(point.y(), a);
        if (negative) {
            c.difference(P256Affine.ZERO, c);
        }
        c.difference(c, y);
        if (b.isZero()) {
            if (c.isZero()) {
                twice();
            } else {
                infinite = true;
            }
            return;
        }
        // Z' = ZH
        z.product(z, b);
        // X' = R² − H³ − 2XH²
        d.square(b);
        e.product(d, b);
        d.product(d, x);
        x.square(c);
        x.difference(x, e);
        x.difference(x, d);
        x.difference(x, d);
        // Y' = R(XH² − X') − YH³
        d.difference(d, x);
        d.product(d, c);
        e.product(e, y);
        y.difference(d, e);
    }
}
