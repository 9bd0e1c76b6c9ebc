package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import dev.cotangent.tape.Arrival;
import dev.cotangent.tape.Step;
import dev.cotangent.trace.Application;
import io.vavr.Function1;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One operation on variables, on a tape whose cotangents are variables: pulled back under
/// createGraph, it records in turn what it does.
final class Applied implements Step<Variable> {
  private final String op;
  private final String shape;
  private final boolean savesValues;
  private @Nullable Saved saved;

  /// What going backward reads, until it is released.
  private record Saved(
      Function1<Tensor[], Tensor> f,
      Variable[] operands,
      int[] versions,
      int[] followed,
      Application application) {}

  Applied(
      String op,
      Function1<Tensor[], Tensor> f,
      Variable[] operands,
      int[] followed,
      Application application) {
    this.op = op;
    this.shape = application.value().shape().toString();
    this.savesValues = application.savesValues();
    var versions = Arrays.stream(operands).mapToInt(Variable::version).toArray();
    this.saved = new Saved(f, operands, versions, followed, application);
  }

  @Override
  public String op() {
    return op;
  }

  @Override
  public String shape() {
    return shape;
  }

  @Override
  public boolean savesValues() {
    return savesValues;
  }

  /// Lets go of saved values; a step that has none can be passed again.
  void release() {
    if (savesValues) saved = null;
  }

  @Override
  public void pull(Arrival<Variable> arrival) {
    var saved = this.saved;
    if (saved == null) {
      throw new IllegalStateException(
          "backward: a second time through "
              + op
              + ", whose saved values were released after the first; write"
              + " backward(BackwardOptions.of().withRetainGraph(true)) the first time, or compute"
              + " the result again");
    }
    requireUnchanged(saved);
    var ct = arrival.cotangent();
    if (Mode.current() != Mode.GRAD) {
      var parts = saved.application.pullback(ct.value());
      for (int k = 0; k < parts.length; k++) {
        var part = parts[k];
        if (part != null) arrival.send(k, Variable.constant(part));
      }
      return;
    }
    for (int k = 0; k < saved.followed.length; k++) arrival.send(k, recorded(saved, k, ct));
  }

  /// The share of one operand as an operation on the cotangent, and on the operands if it reads
  /// them.
  private Variable recorded(Saved saved, int k, Variable ct) {
    var name = op + "Backward";
    if (!savesValues) {
      return Variable.apply(name, ys -> part(saved.application, k, ys[0]), ct);
    }
    int n = saved.operands.length;
    var all = Arrays.copyOf(saved.operands, n + 1);
    all[n] = ct;
    return Variable.apply(
        name,
        ys -> {
          var xs = Arrays.copyOf(ys, n);
          return part(Application.of(op, saved.f, xs, saved.followed), k, ys[n]);
        },
        all);
  }

  private static Tensor part(Application application, int k, Tensor ct) {
    var part = application.pullback(ct)[k];
    return part == null ? application.input(k).zerosLike() : part;
  }

  private void requireUnchanged(Saved saved) {
    for (int k = 0; k < saved.operands.length; k++) {
      if (saved.operands[k].version() == saved.versions[k] || !reads(saved, k)) continue;
      throw new IllegalStateException(
          "backward: operand "
              + k
              + " of "
              + op
              + ", of shape "
              + saved.operands[k].shape()
              + ", was changed with set() after its value was saved (version "
              + saved.operands[k].version()
              + ", saved at "
              + saved.versions[k]
              + "); go backward before set(), or compute the result again");
    }
  }

  private boolean reads(Saved saved, int operand) {
    int input = Arrays.binarySearch(saved.followed, operand);
    return input < 0 ? savesValues : saved.application.saves(input);
  }
}
