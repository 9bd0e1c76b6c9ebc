package dev.cotangent.trace;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.op.Bilinear;
import dev.cotangent.op.Dense;
import dev.cotangent.op.General;
import dev.cotangent.op.Linear;
import dev.cotangent.op.Op;
import dev.cotangent.op.Pointwise;
import dev.cotangent.op.Spec;
import dev.cotangent.tape.Arrival;
import dev.cotangent.tape.Step;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pullback of one operation, made from its kind. It keeps of the operands and the result only
/// what its derivatives read.
abstract sealed class Pull implements Step<Tensor> {
  private static final Tensor[] NONE = {};

  /// In place of an operand or result that no derivative reads.
  private static final Tensor UNREAD = Tensor.scalar(Double.NaN);

  private final int[] followed; // the operand that each parent of the node is

  private Pull(int[] followed) {
    this.followed = followed;
  }

  /// @param xs the operands one level out: it takes the array over
  static Pull of(Op op, Tensor[] xs, Tensor y, int[] followed) {
    return switch (op) {
      case Pointwise pointwise -> new OfPointwise(pointwise, xs, y, followed);
      case Linear linear -> new OfLinear(linear, xs, y.shape(), followed);
      case Bilinear bilinear -> new OfBilinear(bilinear, xs, y.shape(), followed);
      case General general -> new OfGeneral(general, xs, new Tensor[] {y}, followed);
    };
  }

  @Override
  public final String op() {
    return operation().name();
  }

  @Override
  public final boolean saves(int parent) {
    return keeps(followed[parent]);
  }

  @Override
  public void pull(Arrival<Tensor> arrival) {
    pull(arrival, followed);
  }

  /// A field of the kind's own: one more here would be felt by scalar programs.
  abstract Op operation();

  /// Whether this operand's value is kept.
  abstract boolean keeps(int operand);

  abstract void pull(Arrival<Tensor> arrival, int[] followed);

  /// Of operands that share no work.
  private abstract static sealed class Apart extends Pull {
    Apart(int[] followed) {
      super(followed);
    }

    @Override
    final void pull(Arrival<Tensor> arrival, int[] followed) {
      for (int parent = 0; parent < followed.length; parent++) {
        var part = cotangent(followed[parent], arrival);
        if (part != null) arrival.send(parent, Tracer.healed(part));
      }
    }

    /// The share of one operand; null is a symbolic zero.
    abstract @Nullable Tensor cotangent(int operand, Arrival<Tensor> arrival);
  }

  static final class OfPointwise extends Apart {
    private final Pointwise op;
    private final Tensor[] xs;
    private final Tensor y;
    private final Shape shape;

    OfPointwise(Pointwise op, Tensor[] xs, Tensor y, int[] followed) {
      super(followed);
      this.op = op;
      this.xs = read(op, xs, followed);
      this.y = readsResult(op, followed) ? y : UNREAD;
      for (var x : this.xs) Dense.keep(x);
      Dense.keep(this.y);
      this.shape = y.shape();
    }

    /// The array itself, without what no derivative reads: another one for each operation would be
    /// felt.
    private static Tensor[] read(Pointwise op, Tensor[] xs, int[] followed) {
      boolean any = false;
      for (int k = 0; k < xs.length; k++) {
        if (readsOperand(op, followed, k)) any = true;
        else xs[k] = UNREAD;
      }
      return any ? xs : NONE;
    }

    private static boolean readsOperand(Pointwise op, int[] followed, int k) {
      for (int operand : followed) if (op.partial(operand).readsOperand(k)) return true;
      return false;
    }

    private static boolean readsResult(Pointwise op, int[] followed) {
      for (int operand : followed) if (op.partial(operand).readsResult()) return true;
      return false;
    }

    @Override
    Pointwise operation() {
      return op;
    }

    @Override
    boolean keeps(int operand) {
      return xs.length > 0 && xs[operand] != UNREAD;
    }

    @Override
    Tensor cotangent(int operand, Arrival<Tensor> arrival) {
      return op.partial(operand).times(arrival.cotangent(), xs, y);
    }

    @Override
    public String shape() {
      return shape.toString();
    }

    @Override
    public boolean savesValues() {
      return xs.length > 0 || y != UNREAD;
    }
  }

  static final class OfLinear extends Apart {
    private final Linear op;
    private final Linear.Residual residual;
    private final Shape shape;

    OfLinear(Linear op, Tensor[] xs, Shape shape, int[] followed) {
      super(followed);
      this.op = op;
      this.residual = new Linear.Residual(op, xs);
      this.shape = shape;
    }

    @Override
    Linear operation() {
      return op;
    }

    /// Only fixed operands, through which no cotangent flows.
    @Override
    boolean keeps(int operand) {
      return false;
    }

    @Override
    Tensor cotangent(int operand, Arrival<Tensor> arrival) {
      return op.transpose(operand, residual, arrival.cotangent());
    }

    @Override
    public String shape() {
      return shape.toString();
    }

    @Override
    public boolean savesValues() {
      return residual.hasFixed();
    }
  }

  /// Keeps an operand only for the other one's cotangent.
  static final class OfBilinear extends Apart {
    private final Bilinear op;
    private final Spec[] specs;
    private final @Nullable Tensor left;
    private final @Nullable Tensor right;
    private final Shape shape;

    OfBilinear(Bilinear op, Tensor[] xs, Shape shape, int[] followed) {
      super(followed);
      this.op = op;
      this.specs = Op.specs(xs);
      this.left = followed[followed.length - 1] == 1 ? xs[0] : null;
      this.right = followed[0] == 0 ? xs[1] : null;
      this.shape = shape;
    }

    @Override
    Bilinear operation() {
      return op;
    }

    @Override
    boolean keeps(int operand) {
      return (operand == 0 ? left : right) != null;
    }

    @Override
    @Nullable Tensor cotangent(int operand, Arrival<Tensor> arrival) {
      var ct = arrival.cotangent();
      if (operand == 0) return right == null ? null : op.transposeLeft(specs[0], right, ct);
      return left == null ? null : op.transposeRight(left, specs[1], ct);
    }

    @Override
    public String shape() {
      return shape.toString();
    }
  }

  static final class OfGeneral extends Pull {
    private final General op;
    private final Tensor[] xs;
    private final Tensor[] ys;

    OfGeneral(General op, Tensor[] xs, Tensor[] ys, int[] followed) {
      super(followed);
      this.op = op;
      this.xs = op.readsOperands() ? xs : NONE;
      this.ys = ys;
    }

    @Override
    General operation() {
      return op;
    }

    @Override
    boolean keeps(int operand) {
      return xs.length > 0;
    }

    @Override
    void pull(Arrival<Tensor> arrival, int[] followed) {
      var cts = new @Nullable Tensor[ys.length];
      for (int k = 0; k < cts.length; k++) cts[k] = arrival.cotangent(k);
      var parts = op.vjps(followed, xs, ys, cts);
      for (int parent = 0; parent < parts.length; parent++) {
        var part = parts[parent];
        if (part != null) arrival.send(parent, Tracer.healed(part));
      }
    }

    @Override
    public String shape() {
      return Arrays.stream(ys).map(y -> y.shape().toString()).collect(Collectors.joining(" "));
    }

    @Override
    public int results() {
      return ys.length;
    }
  }
}
