package dev.cotangent.op;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;

/// The partial derivative `d` of a pointwise operation in one operand, as what it does to a tangent
/// or cotangent `s`: the strong product `s .* d`, which is 0 where `s` is 0, whatever `d` is. What
/// is not reached therefore annihilates an infinite or NaN derivative, in both modes and at every
/// order.
///
/// Which of operands and result the derivative reads decides what a tape keeps alive.
public abstract class Partial {
  private final boolean readsOperands;
  private final boolean readsResult;

  private Partial(boolean readsOperands, boolean readsResult) {
    this.readsOperands = readsOperands;
    this.readsResult = readsResult;
  }

  /// `s .* d`, for `s` of the result's shape and type.
  ///
  /// @param xs the operands, meaningful only if this [reads them][#readsOperands()]
  /// @param y the result, meaningful only if this [reads it][#readsResult()]
  public abstract Tensor times(Tensor s, Tensor[] xs, Tensor y);

  public boolean readsOperands() {
    return readsOperands;
  }

  public boolean readsResult() {
    return readsResult;
  }

  /// The derivative 1.
  public static final Partial ONE =
      new Partial(false, false) {
        @Override
        public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
          return s;
        }
      };

  /// The derivative -1.
  public static final Partial MINUS_ONE =
      new Partial(false, false) {
        @Override
        public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
          return s.unaryMinus();
        }
      };

  /// The derivative 0: nothing is sent at all.
  public static final Partial ZERO =
      new Partial(false, false) {
        @Override
        public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
          return s.zerosLike();
        }
      };

  /// A derivative that is a constant.
  public static Partial constant(double d) {
    return new Partial(false, false) {
      @Override
      public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
        return s.times(d);
      }
    };
  }

  /// A derivative that reads the one operand.
  public static Partial ofInput(Function1<Tensor, Tensor> d) {
    return of(true, false, (xs, y) -> d.apply(xs[0]));
  }

  /// A derivative that reads the first two operands.
  public static Partial ofInputs(Function2<Tensor, Tensor, Tensor> d) {
    return of(true, false, (xs, y) -> d.apply(xs[0], xs[1]));
  }

  /// A derivative that reads the result alone, so that no operand is kept for it.
  public static Partial ofOutput(Function1<Tensor, Tensor> d) {
    return of(false, true, (xs, y) -> d.apply(y));
  }

  /// A derivative that reads operands and result.
  public static Partial of(Function2<Tensor[], Tensor, Tensor> d) {
    return of(true, true, d);
  }

  private static Partial of(
      boolean readsOperands, boolean readsResult, Function2<Tensor[], Tensor, Tensor> d) {
    return new Partial(readsOperands, readsResult) {
      @Override
      public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
        return Arithmetic.strongTimes(s, d.apply(xs, y));
      }
    };
  }

  /// A linear map of `s` that depends on the operands, for what is no product: a selection.
  static Partial linear(Function2<Tensor, Tensor[], Tensor> map) {
    return new Partial(true, false) {
      @Override
      public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
        return map.apply(s, xs);
      }
    };
  }
}
