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
  private final int[] followed;
  private Application.@Nullable Pullback pullback; // until it is released
  private @Nullable Saved saved; // likewise, and only if the pullback reads values

  /// @param values of the operands, as they were
  private record Saved(
      Function1<Tensor[], Tensor> f, Variable[] operands, Tensor[] values, int[] versions) {}

  Applied(
      String op,
      Function1<Tensor[], Tensor> f,
      Variable[] operands,
      int[] followed,
      Application application) {
    this.op = op;
    this.shape = application.value().shape().toString();
    this.followed = followed;
    this.pullback = application.pullback();
    this.savesValues = application.pullback().savesValues();
    if (!savesValues) return;
    var values = Arrays.stream(operands).map(Variable::value).toArray(Tensor[]::new);
    var versions = Arrays.stream(operands).mapToInt(Variable::version).toArray();
    this.saved = new Saved(f, operands, values, versions);
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
    if (!savesValues) return;
    pullback = null;
    saved = null;
  }

  @Override
  public void pull(Arrival<Variable> arrival) {
    var pullback = this.pullback;
    if (pullback == null) {
      throw new IllegalStateException(
          "backward: a second time through "
              + op
              + ", whose saved values were released after the first; write"
              + " backward(BackwardOptions.of().withRetainGraph(true)) the first time, or compute"
              + " the result again");
    }
    if (saved != null) requireUnchanged(saved, pullback);
    var ct = arrival.cotangent();
    if (Mode.current() != Mode.GRAD) {
      var parts = pullback.apply(ct.value());
      for (int k = 0; k < parts.length; k++) {
        var part = pullback.isZero() ? pullback.part(k, ct.value()) : parts[k];
        if (part != null) arrival.send(k, Variable.constant(part));
      }
      return;
    }
    for (int k = 0; k < followed.length; k++) arrival.send(k, recorded(k, ct, pullback));
  }

  /// The share of one operand as an operation on the cotangent, and on the operands if it reads
  /// them. The function runs again, on the values that the operands had: where the pullback does
  /// not read one, it may have another value by now.
  private Variable recorded(int k, Variable ct, Application.Pullback pullback) {
    var name = op + "Backward";
    if (saved == null) return Variable.apply(name, ys -> pullback.part(k, ys[0]), ct);
    var f = saved.f;
    int n = saved.operands.length;
    var all = Arrays.copyOf(saved.operands, n + 1);
    for (int i = 0; i < n; i++) if (!reads(pullback, i)) all[i] = all[i].holding(saved.values[i]);
    all[n] = ct;
    return Variable.apply(
        name,
        ys -> {
          var xs = Arrays.copyOf(ys, n);
          return Application.of(op, f, xs, followed).pullback().part(k, ys[n]);
        },
        all);
  }

  private void requireUnchanged(Saved saved, Application.Pullback pullback) {
    for (int k = 0; k < saved.operands.length; k++) {
      if (saved.operands[k].version() == saved.versions[k] || !reads(pullback, k)) continue;
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

  private boolean reads(Application.Pullback pullback, int operand) {
    int input = Arrays.binarySearch(followed, operand);
    return input < 0 || pullback.saves(input);
  }
}
