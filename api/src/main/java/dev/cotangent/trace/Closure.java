package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Op;
import dev.cotangent.op.Spec;
import io.vavr.Function1;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Runs a function on values of our choice, and says for each followed value that the function
/// closes over what stands for it. So a function can be run again as one of everything it uses.
///
/// The function is pure: it meets the same values each time. Those that it makes anew are known by
/// their elements, and among equal ones by their place in the order in which they are met.
final class Closure extends Trace {
  /// A followed value of an enclosing transformation, to what stands for it.
  private final Function1<Tracer, Tensor> standIn;

  private Closure(String who, Function1<Tracer, Tensor> standIn) {
    super(who);
    this.standIn = standIn;
  }

  /// Refuses functions that close over followed values.
  static Closure refusing(String who) {
    return new Closure(
        who,
        outer -> {
          var healed = outer.healed();
          if (!(healed instanceof Tracer)) return healed; // it had no derivative to lose
          throw new IllegalArgumentException(
              who
                  + ": the function uses "
                  + Spec.of(outer)
                  + " of "
                  + outer.tracedBy().who()
                  + ", which is not an argument, so that its derivative would be lost; make it an"
                  + " argument, or take it out with stopGradient()");
        });
  }

  /// Replaces followed values by constants, and collects them.
  static Closure collecting(String who, List<Tensor> closedOver) {
    Map<Tracer, Tensor> constants = new IdentityHashMap<>();
    return new Closure(
        who,
        outer -> {
          synchronized (constants) {
            var constant = constants.get(outer);
            if (constant != null) return constant;
            closedOver.add(outer);
            var cut = outer.stopGradient();
            constants.put(outer, cut);
            return cut;
          }
        });
  }

  /// Replaces the followed values that [#collecting] found by `values`: itself if it was there
  /// before the function ran, and else an equal one.
  static Closure replacing(String who, List<Tensor> closedOver, List<Tensor> values) {
    Map<Tensor, Integer> places = new IdentityHashMap<>();
    Map<Tensor, Tensor> met = new IdentityHashMap<>();
    var taken = new BitSet();
    for (int k = 0; k < values.size(); k++) places.put(closedOver.get(k), k);
    return new Closure(
        who,
        outer -> {
          synchronized (met) {
            var value = met.get(outer);
            if (value != null) return value;
            var known = places.get(outer);
            int place = known == null ? equal(outer, closedOver, met.size(), taken) : known;
            if (place < 0) {
              throw new IllegalArgumentException(
                  who
                      + ": run again, the function used "
                      + Spec.of(outer)
                      + " of "
                      + outer.tracedBy().who()
                      + " where it had not before; it must be pure");
            }
            taken.set(place);
            met.put(outer, values.get(place));
            return values.get(place);
          }
        });
  }

  /// The place of one that has the same elements and is not taken, from `first` on; -1 if none has.
  private static int equal(Tensor outer, List<Tensor> closedOver, int first, BitSet taken) {
    int size = closedOver.size();
    for (int k = first; k < first + size; k++) {
      int place = k % size;
      var before = closedOver.get(place);
      boolean fits = !taken.get(place) && Spec.of(before).equals(Spec.of(outer));
      if (fits && untraced(before).equals(untraced(outer))) return place;
    }
    return -1;
  }

  Tensor run(Function1<Tensor[], Tensor> f, Tensor... xs) {
    var inputs = new Tensor[xs.length];
    for (int k = 0; k < xs.length; k++) inputs[k] = new Enclosed(this, xs[k]);
    return value(during(() -> f.apply(inputs)));
  }

  private Tensor value(Tensor x) {
    if (!(x instanceof Tracer tracer)) return x;
    return tracer.tracedBy() == this ? tracer.primal() : standIn.apply(tracer);
  }

  private Tensor[] values(Tensor[] xs) {
    var values = new Tensor[xs.length];
    for (int k = 0; k < xs.length; k++) values[k] = value(xs[k]);
    return values;
  }

  @Override
  Tensor interpret(Op op, Tensor... operands) {
    return new Enclosed(this, op.bind(values(operands)));
  }

  @Override
  Tensor[] interpretAll(General op, Tensor... operands) {
    var results = op.bindAll(values(operands)).clone();
    for (int k = 0; k < results.length; k++) results[k] = new Enclosed(this, results[k]);
    return results;
  }
}
