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
  private static final int NONE = 0;
  private static final int ALL = -1;

  private final int operands; // a bit for each operand that is read
  private final boolean readsResult;

  private Partial(int operands, boolean readsResult) {
    this.operands = operands;
    this.readsResult = readsResult;
  }

  /// `s .* d`, for `s` of the result's shape and type.
  ///
  /// @param xs the operands; those that this does not [read][#readsOperand(int)] may be anything
  /// @param y the result, which may be anything if this does not [read it][#readsResult()]
  public abstract Tensor times(Tensor s, Tensor[] xs, Tensor y);

  public boolean readsOperand(int operand) {
    return (operands & 1 << operand) != 0;
  }

  public boolean readsResult() {
    return readsResult;
  }

  /// The derivative 1.
  public static final Partial ONE =
      new Partial(NONE, false) {
        @Override
        public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
          return s;
        }
      };

  /// The derivative -1.
  public static final Partial MINUS_ONE =
      new Partial(NONE, false) {
        @Override
        public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
          return s.unaryMinus();
        }
      };

  /// The derivative 0: nothing is sent at all.
  public static final Partial ZERO =
      new Partial(NONE, false) {
        @Override
        public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
          return s.zerosLike();
        }
      };

  /// A derivative that reads the one operand.
  public static Partial ofInput(Function1<Tensor, Tensor> d) {
    return ofOperand(0, d);
  }

  /// A derivative that reads one of the operands.
  public static Partial ofOperand(int operand, Function1<Tensor, Tensor> d) {
    return of(1 << operand, false, (xs, y) -> d.apply(xs[operand]));
  }

  /// A derivative that reads the first two operands.
  public static Partial ofInputs(Function2<Tensor, Tensor, Tensor> d) {
    return of(ALL, false, (xs, y) -> d.apply(xs[0], xs[1]));
  }

  /// A derivative that reads the result alone, so that no operand is kept for it.
  public static Partial ofOutput(Function1<Tensor, Tensor> d) {
    return of(NONE, true, (xs, y) -> d.apply(y));
  }

  /// A derivative that reads operands and result.
  public static Partial of(Function2<Tensor[], Tensor, Tensor> d) {
    return of(ALL, true, d);
  }

  private static Partial of(
      int operands, boolean readsResult, Function2<Tensor[], Tensor, Tensor> d) {
    return new Partial(operands, readsResult) {
      @Override
      public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
        return Arithmetic.strongTimes(s, d.apply(xs, y));
      }
    };
  }

  /// A linear map of `s` that depends on one operand, for what is no product: a selection.
  static Partial linear(int operand, Function2<Tensor, Tensor, Tensor> map) {
    return new Partial(1 << operand, false) {
      @Override
      public Tensor times(Tensor s, Tensor[] xs, Tensor y) {
        return map.apply(s, xs[operand]);
      }
    };
  }
}
