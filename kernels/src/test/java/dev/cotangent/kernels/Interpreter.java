package dev.cotangent.kernels;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Evaluates an expression instruction by instruction, written after the documentation of [Op] and
/// without a look at what the compiler makes of it. A value is a Float, Double, Integer, Long or
/// Boolean.
final class Interpreter {
  private final Object[] inputs;
  private final Map<Expr, Object> known = new HashMap<>();

  private Interpreter(Object... inputs) {
    this.inputs = inputs;
  }

  static Object evaluate(Expr expr, Object... inputs) {
    return new Interpreter(inputs).value(expr);
  }

  /// Recursive: for expressions of moderate depth.
  private Object value(Expr expr) {
    var value = known.get(expr);
    if (value == null) {
      var args = new Object[expr.argCount()];
      for (int k = 0; k < args.length; k++) args[k] = value(expr.arg(k));
      value = evaluate(expr, args, expr.type());
      known.put(expr, value);
    }
    return value;
  }

  private Object evaluate(Expr expr, Object[] args, Type type) {
    return switch (expr.op()) {
      case INPUT -> inputs[(int) expr.payload()];
      case CONSTANT -> constant(expr.payload(), type);
      case SELECT -> (boolean) args[0] ? args[1] : args[2];
      case RARE -> {
        if (!(boolean) args[0]) yield args[1];
        double second = args.length > 3 ? ((Number) args[3]).doubleValue() : Double.NaN;
        double result =
            Objects.requireNonNull(expr.function()).at(((Number) args[2]).doubleValue(), second);
        yield type == Type.F32 ? (Object) (float) result : (Object) result;
      }
      case LT, LE, GT, GE, EQ, NE -> compare(expr.op(), args[0], args[1]);
      case BITS ->
          args[0] instanceof Float f
              ? (Object) Float.floatToRawIntBits(f)
              : (Object) Double.doubleToRawLongBits((double) args[0]);
      case AS_FLOAT ->
          args[0] instanceof Integer i
              ? (Object) Float.intBitsToFloat(i)
              : (Object) Double.longBitsToDouble((long) args[0]);
      case CONVERT -> convert(args[0], type);
      default ->
          switch (type) {
            case F32 -> onFloats(expr.op(), args);
            case F64 -> onDoubles(expr.op(), args);
            case I32 -> onInts(expr, args);
            case I64 -> onLongs(expr, args);
            case MASK -> onMasks(expr.op(), args);
          };
    };
  }

  private static Object constant(long bits, Type type) {
    return switch (type) {
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case I32 -> (int) bits;
      case I64 -> bits;
      case MASK -> bits != 0;
    };
  }

  private static boolean compare(Op op, Object left, Object right) {
    if (left instanceof Long a) {
      int order = a.compareTo((Long) right);
      return holds(op, order < 0, order == 0, order > 0);
    }
    double a = ((Number) left).doubleValue();
    double b = ((Number) right).doubleValue();
    return holds(op, a < b, a == b, a > b);
  }

  private static boolean holds(Op op, boolean less, boolean equal, boolean greater) {
    return switch (op) {
      case LT -> less;
      case LE -> less || equal;
      case GT -> greater;
      case GE -> greater || equal;
      case EQ -> equal;
      default -> !equal;
    };
  }

  private static Object convert(Object value, Type to) {
    Number from = value instanceof Boolean mask ? (mask ? 1 : 0) : (Number) value;
    return switch (to) {
      case F32 -> from.floatValue();
      case F64 -> from.doubleValue();
      case I32 -> from.intValue();
      case I64 -> throw new AssertionError();
      case MASK -> !(from.doubleValue() == 0);
    };
  }

  private static float onFloats(Op op, Object[] args) {
    float a = (float) args[0];
    float b = args.length > 1 ? (float) args[1] : Float.NaN;
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> (float) Math.sqrt(a);
      case FMA -> Math.fma(a, b, (float) args[2]);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw new AssertionError(op);
    };
  }

  private static double onDoubles(Op op, Object[] args) {
    double a = (double) args[0];
    double b = args.length > 1 ? (double) args[1] : Double.NaN;
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case FMA -> Math.fma(a, b, (double) args[2]);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw new AssertionError(op);
    };
  }

  private static int onInts(Expr expr, Object[] args) {
    int a = (int) args[0];
    int b = args.length > 1 ? (int) args[1] : 0;
    return switch (expr.op()) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case NOT -> ~a;
      case SHL -> a << expr.payload();
      case SHR -> a >> expr.payload();
      case USHR -> a >>> expr.payload();
      default -> throw new AssertionError(expr.op());
    };
  }

  private static long onLongs(Expr expr, Object[] args) {
    long a = (long) args[0];
    long b = args.length > 1 ? (long) args[1] : 0;
    return switch (expr.op()) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case NOT -> ~a;
      case SHL -> a << expr.payload();
      case SHR -> a >> expr.payload();
      case USHR -> a >>> expr.payload();
      default -> throw new AssertionError(expr.op());
    };
  }

  private static boolean onMasks(Op op, Object[] args) {
    boolean a = (boolean) args[0];
    return switch (op) {
      case AND -> a & (boolean) args[1];
      case OR -> a | (boolean) args[1];
      case XOR -> a ^ (boolean) args[1];
      case NOT -> !a;
      default -> throw new AssertionError(op);
    };
  }
}
