package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Op;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One running transformation. Its tracers carry what it knows of a value; an operation on them is
/// processed by the innermost trace among the operands, which strips its own tracers and runs the
/// operation again one level out. That is all that nesting takes, on any thread.
public abstract sealed class Trace permits Reverse, Forward {
  /// Levels order nested transformations: later is inner. Never reused, never reset, so that no two
  /// transformations can be confused.
  private static final AtomicLong LEVELS = new AtomicLong();

  private final long level = LEVELS.incrementAndGet();

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
  public abstract Tensor process(Op op, Tensor... operands);

  /// Runs an operation with several results.
  public abstract Tensor[] processAll(General op, Tensor... operands);

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
