package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Op;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One running transformation. Its tracers carry what it knows of a value; an operation on them is
/// processed by the innermost trace among the operands, which strips its own tracers and runs the
/// operation again one level out. That is all that nesting takes, on any thread.
public abstract sealed class Trace permits Reverse, Forward, Batch, Closure {
  /// Levels order nested transformations: later is inner. Never reused, never reset, so that no two
  /// transformations can be confused.
  private static final AtomicLong LEVELS = new AtomicLong();

  private final long level = LEVELS.incrementAndGet();
  private final String who;
  private volatile boolean ended;
  private volatile boolean kept;

  /// @param who the transformation that the user called
  Trace(String who) {
    this.who = who;
  }

  final String who() {
    return who;
  }

  /// From now on a tracer of this trace is one that was smuggled out.
  final void end() {
    ended = !kept;
  }

  /// Lets what follows a value be used after the end: a checkpoint runs its function again then.
  static void keepRunning(Tensor x) {
    for (var value = x; value instanceof Tracer tracer; value = tracer.primal()) {
      tracer.tracedBy().kept = true;
      if (tracer instanceof Dual dual) keepRunning(dual.tangent());
    }
  }

  /// The result of a function of this trace's tracers, after which it has ended.
  final <T> T during(Supplier<@Nullable T> f) {
    try {
      return some(f.get());
    } finally {
      end();
    }
  }

  /// What a function returned.
  final <T> T some(@Nullable T result) {
    if (result != null) return result;
    throw new IllegalArgumentException(who + ": the function returned null, not a Tensor");
  }

  /// The innermost trace that follows one of the operands, or null.
  public static @Nullable Trace innermost(Tensor... operands) {
    Trace innermost = null;
    for (var operand : operands) {
      if (operand instanceof Tracer tracer
          && (innermost == null || tracer.tracedBy().level > innermost.level)) {
        innermost = tracer.tracedBy();
      }
    }
    return innermost;
  }

  /// Runs an operation with one result.
  ///
  /// @throws IllegalArgumentException if the transformation has ended
  public final Tensor process(Op op, Tensor... operands) {
    return runs(op, operands) ? interpret(op, operands) : op.bind(primals(operands));
  }

  /// Runs an operation with several results.
  ///
  /// @throws IllegalArgumentException if the transformation has ended
  public final Tensor[] processAll(General op, Tensor... operands) {
    return runs(op, operands) ? interpretAll(op, operands) : op.bindAll(primals(operands));
  }

  abstract Tensor interpret(Op op, Tensor... operands);

  abstract Tensor[] interpretAll(General op, Tensor... operands);

  /// Whether this has not ended. If it has, only what carries no derivative can still be used.
  private boolean runs(Op op, Tensor[] operands) {
    if (!ended) return true;
    boolean constant = true;
    for (var operand : operands) constant &= primal(operand) == operand || operand instanceof Cut;
    if (constant) return false;
    throw new IllegalArgumentException(
        op.name()
            + ": an operand was made inside a function under "
            + who
            + ", which has ended; let the function return what is needed outside, or take it out"
            + " with stopGradient()");
  }

  /// The value beneath all transformations; under vmap that of all positions.
  public static Tensor untraced(Tensor x) {
    var value = x;
    while (value instanceof Tracer tracer) value = tracer.primal();
    return value;
  }

  /// The value one level out: tracers of this trace are stripped, all else is constant here.
  public final Tensor primal(Tensor x) {
    return x instanceof Tracer tracer && tracer.tracedBy() == this ? tracer.primal() : x;
  }

  final Tensor[] primals(Tensor... xs) {
    var primals = new Tensor[xs.length];
    for (int k = 0; k < xs.length; k++) primals[k] = primal(xs[k]);
    return primals;
  }
}
