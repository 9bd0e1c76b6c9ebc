"""Reference values of the elementary functions, computed by mpmath to 26 digits.

    python3 reference_values.py DIRECTORY DOUBLES [FLOATS [FUNCTION...]]

writes DIRECTORY/FUNCTION.txt for every function: so many arguments for double and for float, the
type, the argument or arguments in hexadecimal and the value in each line. The arguments are spread
over all exponents and over the intervals in which the function is interesting or difficult; they
are the same in every run. `Accuracy` of the benchmarks compares the library with such files, and so
does `ElementaryTest` of the kernels, with small ones.
"""

import math
import os
import random
import struct
import sys
from multiprocessing import Pool

import mpmath as m
from mpmath import mp, mpf

U = random.uniform


def power(low, high, signed=True):
    """A number whose exponent is uniform."""
    e = U(low, high)
    v = math.ldexp(2 ** (e - math.floor(e)), math.floor(e))
    return -v if signed and random.random() < 0.5 else v


def near(points, low, high):
    """Close to one of the points, by a factor with an exponent between the bounds."""
    p = random.choice(points)
    return p * (1 + power(low, high)) if p else power(low, high)


def anything():
    return power(-1074, 1024)


def positive():
    return abs(anything())


def multiple_of_half_pi():
    return random.randint(-100000, 100000) * math.pi / 2 * (1 + power(-52, -20))


def next_to_integer(most):
    n = random.randint(-most, most)
    return n + power(-50, -1)


def half_way_between_poles():
    return math.floor(power(-1, 40)) + 0.5


GAMMA_ZEROS = [
    1.0,
    2.0,
    -2.4570247382208006,
    -2.7476826467274127,
    -3.14358088834998,
    -3.955294284858598,
    -4.039361839740537,
    -4.991544640560048,
    -5.008218168322594,
    -5.998607480080876,
]
DIGAMMA_ZEROS = [
    1.4616321449683623,
    -0.5040830082644554,
    -1.5734984731623904,
    -2.6107208684441447,
    -3.635293366436901,
    -4.653237761743142,
    -5.6671624415568855,
    -6.678418213073427,
]

GAMMAS = [
    lambda: U(0, 4),
    lambda: U(0, 40),
    lambda: power(-1022, 1017, False),
    lambda: power(-60, 10, False),
    lambda: U(-20, 0),
    lambda: power(-60, 45),
    lambda: next_to_integer(200),
]

UNARY = {
    "exp": [lambda: U(-746, 710), lambda: U(-2, 2), lambda: power(-1074, 10), lambda: U(-104, 89)],
    "exp2": [lambda: U(-1075, 1024), lambda: U(-2, 2), lambda: power(-1074, 10), lambda: U(-150, 128)],
    "expm1": [lambda: U(-45, 710), lambda: U(-2, 2), lambda: power(-1074, 10), lambda: U(-1, 1)],
    "log": [positive, lambda: U(0.4, 2.5), lambda: near([1.0], -52, -2), lambda: U(0, 100)],
    "log1p": [lambda: U(-1, 3), lambda: power(-1074, -1), positive, lambda: -1 + power(-50, -1, False)],
    "sqrt": [positive, lambda: U(0, 4)],
    "rsqrt": [positive, lambda: U(0, 4)],
    "cbrt": [anything, lambda: U(-4, 4)],
    "sin": [
        lambda: U(-1.7, 1.7),
        lambda: U(-100, 100),
        lambda: power(-40, 30),
        multiple_of_half_pi,
        lambda: power(-30, 15),
        anything,
    ],
    "asin": [lambda: U(-1, 1), lambda: power(-1074, 0), lambda: near([1.0, -1.0], -53, -1)],
    "atan": [lambda: U(-4, 4), lambda: power(-40, 60), anything, lambda: U(-0.5, 0.5)],
    "sinh": [lambda: U(-710.4, 710.4), lambda: U(-3, 3), lambda: power(-1074, 9), lambda: U(-40, 40)],
    "cosh": [lambda: U(-710.4, 710.4), lambda: U(-3, 3), lambda: power(-40, 9), lambda: U(-40, 40)],
    "tanh": [lambda: U(-22, 22), lambda: U(-1, 1), lambda: power(-1074, 5), lambda: U(-4, 4)],
    "asinh": [lambda: U(-3, 3), lambda: power(-40, 40), anything],
    "acosh": [
        lambda: U(1, 3),
        lambda: 1 + power(-52, 1, False),
        lambda: 1 + positive(),
        lambda: power(0, 40, False),
    ],
    "atanh": [lambda: U(-1, 1), lambda: power(-1074, -1), lambda: 1 - power(-52, -1, False)],
    "erf": [lambda: U(-6.2, 6.2), lambda: U(-1.5, 1.5), lambda: power(-1020, 2)],
    "erfc": [lambda: U(-6, 27.3), lambda: U(-1.5, 3), lambda: U(0, 10.2), lambda: power(-40, 4)],
    "erfinv": [
        lambda: U(-1, 1),
        lambda: power(-1020, 0),
        lambda: near([1.0, -1.0], -53, -1),
        lambda: near([0.5], -30, -3),
    ],
    "lgamma": GAMMAS + [lambda: near(GAMMA_ZEROS, -56, -2), lambda: U(-3, -2)],
    "digamma": GAMMAS + [lambda: near(DIGAMMA_ZEROS, -56, -2)],
    "polygamma1": GAMMAS,
    "polygamma2": GAMMAS + [half_way_between_poles],
    "polygamma5": GAMMAS + [half_way_between_poles],
    "sigmoid": [lambda: U(-745, 40), lambda: U(-40, 40), lambda: U(-3, 3), lambda: power(-1074, 9)],
    "logit": [lambda: U(0, 1), lambda: power(-1074, 0, False), lambda: near([0.5], -52, -2), lambda: 1 - power(-53, -1, False)],
    "sinc": [lambda: U(-4, 4), lambda: U(-100, 100), lambda: power(-40, 50), lambda: next_to_integer(100000)],
    "gelu": [lambda: U(-38.5, 10), lambda: U(-3, 3), lambda: U(-15, 1), lambda: power(-1020, 8)],
}
for name, same in {
    "log2": "log",
    "log10": "log",
    "cos": "sin",
    "tan": "sin",
    "acos": "asin",
    "softplus": "sigmoid",
    "silu": "sigmoid",
}.items():
    UNARY[name] = UNARY[same]

BINARY = {
    "pow": [
        lambda: (positive(), power(-10, 9)),
        lambda: (U(0, 3), U(-50, 50)),
        lambda: (near([1.0], -40, -2), power(-5, 30)),
        lambda: (-U(0, 30), float(random.randint(-30, 30))),
        lambda: (U(0, 1000), U(-5, 5)),
    ],
    "atan2": [
        lambda: (U(-1, 1), U(-1, 1)),
        lambda: (anything(), anything()),
        lambda: (power(-20, 20), power(-20, 20)),
    ],
    "logaddexp": [
        lambda: (U(-3, 3), U(-3, 3)),
        lambda: (U(-700, 700), U(-700, 700)),
        lambda: (power(-20, 20), power(-20, 20)),
        lambda: (power(-40, 4, False), -U(0, 745)),
    ],
}


def close_together():
    e = random.randint(-1070, 1010)
    return math.ldexp(U(0.5, 2), e), math.ldexp(U(0.5, 2), e + random.randint(-3, 3))


BINARY["hypot"] = BINARY["atan2"] + [close_together]


def real_cbrt(x):
    return m.cbrt(x) if x >= 0 else -m.cbrt(-x)


def lgamma(x):
    return m.loggamma(x).real if x > 0 else m.log(m.pi / abs(x * m.sinpi(x))) - m.loggamma(-x)


def psi(n):
    """mpmath's own, and the reflection formula, which it lacks for large negative arguments."""

    def of(x):
        if x > 0:
            return m.psi(n, x)
        value = m.psi(n, 1 - x)
        cotangent = m.cospi(x) / m.sinpi(x)
        # The derivative of order n of -pi cot(pi x), a polynomial in the cotangent.
        coefficients = [mpf(0), -m.pi]
        for _ in range(n):
            slope = [k * c for k, c in enumerate(coefficients)][1:]
            coefficients = [mpf(0)] * (len(slope) + 2)
            for k, c in enumerate(slope):
                coefficients[k] -= m.pi * c
                coefficients[k + 2] -= m.pi * c
        return (-1) ** n * value + m.polyval(coefficients[::-1], cotangent)

    return of


def logaddexp(x, y):
    return max(x, y) + m.log1p(m.exp(-abs(x - y)))


def sinc(x):
    return m.sinpi(x) / (m.pi * x)


FUNCTIONS = {
    "exp": m.exp,
    "exp2": lambda x: m.power(2, x),
    "expm1": m.expm1,
    "log": m.log,
    "log1p": m.log1p,
    "log2": lambda x: m.log(x) / m.log(2),
    "log10": lambda x: m.log(x) / m.log(10),
    "sqrt": m.sqrt,
    "rsqrt": lambda x: 1 / m.sqrt(x),
    "cbrt": real_cbrt,
    "pow": m.power,
    "sin": m.sin,
    "cos": m.cos,
    "tan": m.tan,
    "asin": m.asin,
    "acos": m.acos,
    "atan": m.atan,
    "atan2": m.atan2,
    "sinh": m.sinh,
    "cosh": m.cosh,
    "tanh": m.tanh,
    "asinh": m.asinh,
    "acosh": m.acosh,
    "atanh": m.atanh,
    "erf": m.erf,
    "erfc": m.erfc,
    "erfinv": m.erfinv,
    "lgamma": lgamma,
    "digamma": psi(0),
    "polygamma1": psi(1),
    "polygamma2": psi(2),
    "polygamma5": psi(5),
    "sigmoid": lambda x: 1 / (1 + m.exp(-x)),
    "softplus": lambda x: m.log1p(m.exp(x)),
    "logit": lambda x: m.log(x) - m.log1p(-x),
    "hypot": m.hypot,
    "logaddexp": logaddexp,
    "sinc": sinc,
    "gelu": lambda x: x * m.erfc(-x / m.sqrt(2)) / 2,
    "silu": lambda x: x / (1 + m.exp(-x)),
}

# Beside 60 digits: what cancels, or what the reduction of a large argument takes.
MORE_BITS = {
    "sin": 1200, "cos": 1200, "tan": 1200,
    "lgamma": 160, "digamma": 160, "polygamma1": 100, "polygamma2": 160, "polygamma5": 160,
    "erfinv": 100, "logit": 80, "acosh": 80, "logaddexp": 80, "softplus": 80,
}


def to_float(x):
    try:
        return struct.unpack("f", struct.pack("f", x))[0]
    except OverflowError:
        return math.inf


def value(name, arguments):
    """The value, or None where the function is not finite or zero."""
    if any(x == 0 or not math.isfinite(x) for x in arguments):
        return None
    if name == "pow" and arguments[0] < 0 and not arguments[1].is_integer():
        return None
    if name == "erfinv" and abs(arguments[0]) >= 1:
        return None
    large = name in MORE_BITS and (MORE_BITS[name] < 1000 or abs(arguments[0]) > 1e9)
    with m.workprec(200 + (MORE_BITS[name] if large else 0)):
        try:
            result = FUNCTIONS[name](*[mpf(x) for x in arguments])
        except (ValueError, ZeroDivisionError):
            return None
    if isinstance(result, m.mpc) or not m.isfinite(result) or result == 0:
        return None
    return result


def in_range(result, is_double):
    least, most = (-1074, 1024) if is_double else (-149, 128)
    return mpf(2) ** least <= abs(result) < mpf(2) ** most * (1 - mpf(2) ** (-54 if is_double else -25))


def line(name, is_double, regions, k):
    drawn = regions[k % len(regions)]()
    arguments = drawn if isinstance(drawn, tuple) else (drawn,)
    if not is_double:
        arguments = tuple(
            to_float(x if 1e-38 < abs(x) < 3e38 else math.ldexp(math.frexp(x)[0], random.randint(-145, 127)))
            for x in arguments
        )
    result = value(name, arguments)
    if result is None or not in_range(result, is_double):
        return None
    numbers = " ".join(x.hex() for x in arguments)
    kind = "f64" if is_double else "f32"
    return arguments, f"{kind} {numbers} {m.nstr(result, 26, min_fixed=0, max_fixed=0)}"


def write(task):
    directory, name, doubles, floats = task
    random.seed(name)
    regions = UNARY.get(name) or BINARY[name]
    with open(os.path.join(directory, name + ".txt"), "w") as out:
        out.write(f"# {name}: type, arguments, value to 26 digits (computed with 60)\n")
        for is_double, wanted in (True, doubles), (False, floats):
            lines = []
            k = 0
            while len(lines) < wanted and k < 40 * wanted:
                made = line(name, is_double, regions, k)
                k += 1
                if made:
                    lines.append(made)
            lines.sort()
            out.writelines(text + "\n" for _, text in lines)
    return name, len(lines)


if __name__ == "__main__":
    where = sys.argv[1]
    os.makedirs(where, exist_ok=True)
    counts = [int(n) for n in sys.argv[2:4]] + [0]
    names = sys.argv[4:] or list(FUNCTIONS)
    with Pool() as pool:
        for done in pool.imap_unordered(write, [(where, n, counts[0], counts[1]) for n in names]):
            print(*done, file=sys.stderr)
