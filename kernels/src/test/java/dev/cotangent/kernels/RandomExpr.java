package dev.cotangent.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Random expressions and operands, from a seed.
final class RandomExpr {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    3.7,
    -2.5,
    1e9,
    3e9,
    -1e300,
    Double.MIN_VALUE,
    Float.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };
  private static final ScalarFunction[] FUNCTIONS = ScalarFunction.values();

  private static final List<Type> TYPES = List.of(Type.values());

  private final Random random;
  private final List<Type> types;
  private final List<Expr> pool = new ArrayList<>();

  RandomExpr(Random random, Element... operands) {
    this(random, TYPES, operands);
  }

  /// @param types the types that values may have, at least one of them a number's, and MASK
  RandomExpr(Random random, List<Type> types, Element... operands) {
    this.random = random;
    this.types = types;
    for (int k = 0; k < operands.length; k++) pool.add(Expr.input(k, operands[k].type()));
  }

  /// An expression of type `type` from about `size` random instructions.
  Expr of(Type type, int size) {
    for (int k = 0; k < size; k++) {
      pool.add(instruction(types.get(random.nextInt(types.size()))));
    }
    for (int k = pool.size() - 1; k >= 0; k--) if (pool.get(k).type() == type) return pool.get(k);
    return leaf(type);
  }

  private Expr instruction(Type type) {
    return switch (type) {
      case F32, F64 -> floating(type);
      case I32, I64 -> integer(type);
      case MASK -> mask();
    };
  }

  private Expr floating(Type type) {
    var a = any(type);
    var b = any(type);
    return switch (random.nextInt(15)) {
      case 0 -> a.add(b);
      case 1 -> a.sub(b);
      case 2 -> a.mul(b);
      case 3 -> a.div(b);
      case 4 -> a.neg();
      case 5 -> a.abs();
      case 6 -> a.sqrt();
      case 7 -> a.fma(b, any(type));
      case 8 -> a.min(b);
      case 9 -> a.max(b);
      case 10 -> any(Type.MASK).select(a, b);
      case 11 -> any(type.bits()).asFloat();
      case 12 -> any(otherThanLong()).convert(type);
      case 13 -> a.rem(b);
      default -> {
        var f = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
        yield f.arity() == 1
            ? Expr.rare(any(Type.MASK), f, a, b)
            : Expr.rare(any(Type.MASK), f, a, b, any(type));
      }
    };
  }

  private Expr integer(Type type) {
    var a = any(type);
    var b = any(type);
    int bits = random.nextInt(type == Type.I32 ? 32 : 64);
    return switch (random.nextInt(16)) {
      case 0 -> a.add(b);
      case 1 -> a.sub(b);
      case 2 -> a.mul(b);
      case 3 -> a.and(b);
      case 4 -> a.or(b);
      case 5 -> a.xor(b);
      case 6 -> a.not();
      case 7 -> a.shl(bits);
      case 8 -> a.shr(bits);
      case 9 -> a.ushr(bits);
      case 10 -> a.neg();
      case 11 -> a.abs();
      case 12 -> a.min(b);
      case 13 -> any(Type.MASK).select(a, b);
      case 14 -> {
        var x = any(type.floating());
        yield x.eq(x).select(x, x.constant(0.0)).bits(); // the payload of a NaN is nobody's promise
      }
      default -> {
        if (type == Type.I64) yield a.max(b);
        yield random.nextBoolean()
            ? any(otherThanLong()).convert(type)
            : random.nextBoolean() ? a.div(b.or(1)) : a.rem(b.or(1));
      }
    };
  }

  private Expr mask() {
    var type = oneOf(Type.F32, Type.F64, Type.I32, Type.I64);
    var a = any(type);
    var b = any(type);
    var p = any(Type.MASK);
    return switch (random.nextInt(12)) {
      case 0 -> a.lt(b);
      case 1 -> a.le(b);
      case 2 -> a.gt(b);
      case 3 -> a.ge(b);
      case 4 -> a.eq(b);
      case 5 -> a.ne(b);
      case 6 -> p.and(any(Type.MASK));
      case 7 -> p.or(any(Type.MASK));
      case 8 -> p.xor(any(Type.MASK));
      case 9 -> p.not();
      case 10 -> any(otherThanLong()).convert(Type.MASK);
      default -> p.select(any(Type.MASK), any(Type.MASK));
    };
  }

  private Type otherThanLong() {
    return oneOf(Type.F32, Type.F64, Type.I32, Type.MASK);
  }

  private Type oneOf(Type... candidates) {
    var allowed = Arrays.stream(candidates).filter(types::contains).toList();
    return allowed.get(random.nextInt(allowed.size()));
  }

  private Expr any(Type type) {
    var fitting = pool.stream().filter(expr -> expr.type() == type).toList();
    return fitting.isEmpty() || random.nextInt(6) == 0
        ? leaf(type)
        : fitting.get(random.nextInt(fitting.size()));
  }

  private Expr leaf(Type type) {
    return switch (type) {
      case F32, F64 -> Expr.constant(type, number(random));
      case I32 -> Expr.constant(type, random.nextBoolean() ? random.nextInt() : random.nextInt(9));
      case I64 -> Expr.constant(type, random.nextLong());
      case MASK -> Expr.constant(type, random.nextInt(2));
    };
  }

  static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> Float.intBitsToFloat(random.nextInt());
      default -> random.nextGaussian() * 10;
    };
  }

  /// An array of random elements.
  static Object array(Element element, int length, Random random) {
    var array = element.newArray(length);
    for (int i = 0; i < length; i++) element.set(array, i, number(random));
    return array;
  }

  /// An element as [Interpreter] wants it.
  static Object box(Element element, Object array, int index) {
    return switch (element) {
      case F32 -> ((float[]) array)[index];
      case F64 -> ((double[]) array)[index];
      case I32 -> ((int[]) array)[index];
      case BOOL -> ((boolean[]) array)[index];
    };
  }
}
