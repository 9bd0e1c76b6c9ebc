package dev.cotangent.op;

import static dev.cotangent.op.Partial.ZERO;
import static dev.cotangent.op.Pointwise.Domain.CHOICE;
import static dev.cotangent.op.Pointwise.Domain.LOGICAL;
import static dev.cotangent.op.Pointwise.Domain.NUMERIC;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import dev.cotangent.kernels.Deferred;
import dev.cotangent.kernels.Expr;
import io.vavr.Function1;
import io.vavr.Function2;

/// Comparisons, logic, choice, and conversion from one type to another.
public final class Comparison {
  private Comparison() {}

  private static Pointwise comparison(String name, Function2<Expr, Expr, Expr> f) {
    return Pointwise.binary(name, NUMERIC, f, ZERO, ZERO);
  }

  private static final Pointwise LT = comparison("lt", Expr::lt);
  private static final Pointwise LE = comparison("le", Expr::le);
  private static final Pointwise GT = comparison("gt", Expr::gt);
  private static final Pointwise GE = comparison("ge", Expr::ge);
  private static final Pointwise EQ = comparison("eq", Expr::eq);
  private static final Pointwise NE = comparison("ne", Expr::ne);

  public static Tensor lt(Tensor x, Tensor y) {
    return LT.apply(x, y);
  }

  public static Tensor le(Tensor x, Tensor y) {
    return LE.apply(x, y);
  }

  public static Tensor gt(Tensor x, Tensor y) {
    return GT.apply(x, y);
  }

  public static Tensor ge(Tensor x, Tensor y) {
    return GE.apply(x, y);
  }

  public static Tensor eq(Tensor x, Tensor y) {
    return EQ.apply(x, y);
  }

  public static Tensor ne(Tensor x, Tensor y) {
    return NE.apply(x, y);
  }

  private static final Pointwise AND = Pointwise.binary("and", LOGICAL, Expr::and, ZERO, ZERO);
  private static final Pointwise OR = Pointwise.binary("or", LOGICAL, Expr::or, ZERO, ZERO);
  private static final Pointwise XOR = Pointwise.binary("xor", LOGICAL, Expr::xor, ZERO, ZERO);
  private static final Pointwise NOT = Pointwise.unary("not", LOGICAL, Expr::not, ZERO);

  public static Tensor and(Tensor x, Tensor y) {
    return AND.apply(x, y);
  }

  public static Tensor or(Tensor x, Tensor y) {
    return OR.apply(x, y);
  }

  public static Tensor xor(Tensor x, Tensor y) {
    return XOR.apply(x, y);
  }

  public static Tensor not(Tensor x) {
    return NOT.apply(x);
  }

  private static Pointwise predicate(String name, Function1<Expr, Expr> f) {
    return Pointwise.unary(name, NUMERIC, f, ZERO);
  }

  private static final Pointwise IS_NAN = predicate("isNaN", x -> x.ne(x));

  /// x - x is 0 for finite numbers alone.
  private static final Pointwise IS_FINITE = predicate("isFinite", x -> x.sub(x).eq(x.sub(x)));

  private static final Pointwise IS_INF =
      predicate("isInf", x -> x.eq(x).and(x.sub(x).ne(x.sub(x))));

  public static Tensor isNaN(Tensor x) {
    return IS_NAN.apply(x);
  }

  public static Tensor isInf(Tensor x) {
    return IS_INF.apply(x);
  }

  public static Tensor isFinite(Tensor x) {
    return IS_FINITE.apply(x);
  }

  /// The cotangent goes where the value came from, and nothing, not even a NaN, to the other side.
  private static final Pointwise WHERE =
      Pointwise.ternary(
          "where",
          CHOICE,
          Expr::select,
          ZERO,
          Partial.linear(0, (s, mask) -> where(mask, s, s.zerosLike())),
          Partial.linear(0, (s, mask) -> where(mask, s.zerosLike(), s)));

  public static Tensor where(Tensor mask, Tensor ifTrue, Tensor ifFalse) {
    return WHERE.apply(mask, ifTrue, ifFalse);
  }

  /// Linear; its transpose converts back.
  private record ToDType(DType dtype) implements Linear {
    @Override
    public String name() {
      return "toDType";
    }

    @Override
    public Linear lifted(int size) {
      return this;
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(dtype, operands[0].shape());
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]);
      return x.rank() == 0
          ? Dense.scalar(dtype, x.item())
          : new Dense(Deferred.map(Copies.conversion(dtype.element()), x.operand()));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return toDType(ct, residual.spec(0).dtype());
    }
  }

  public static Tensor toDType(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : new ToDType(dtype).bind(x);
  }
}
