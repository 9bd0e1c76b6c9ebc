package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import dev.cotangent.tape.Arrival;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Step;
import dev.cotangent.tape.Tape;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// From outputs back to what they were made of.
final class Backward {
  private Backward() {}

  /// Adds what arrives to every leaf, and to what retains its gradient.
  static void accumulate(Variable output, BackwardOptions options) {
    var functions = functions("backward", Array.of(output));
    var arrived =
        pull(
            "backward",
            Array.of(output),
            options,
            GradFn.reachable(functions),
            function -> function.wanting() != null);
    // Only now: a pass that fails on the way has added nothing anywhere.
    for (var entry : arrived.entrySet()) {
      var wanting = entry.getKey().wanting();
      if (wanting == null || !wanting.requiresGrad()) continue;
      mode(options).during(() -> wanting.accumulated(entry.getValue()));
    }
  }

  /// What arrives at each input; null where nothing does.
  static Seq<@Nullable Variable> grad(
      Seq<Variable> outputs, Seq<Variable> inputs, BackwardOptions options) {
    for (int k = 0; k < inputs.size(); k++) {
      if (inputs.get(k).function() != null) continue;
      throw new IllegalStateException(
          "grad: input "
              + k
              + " of shape "
              + inputs.get(k).shape()
              + " requires no gradient; make it with Variable.parameter, or call"
              + " requiresGrad(true) before computing with it");
    }
    var wanted = inputs.map(Variable::function).toJavaSet();
    var towards = GradFn.towards(functions("grad", outputs), wanted);
    var arrived = pull("grad", outputs, options, towards, wanted::contains);
    Seq<@Nullable Variable> gradients = inputs.map(input -> arrived.get(input.function()));
    int unused = gradients.indexWhere(gradient -> gradient == null);
    if (unused >= 0 && !options.allowUnused()) {
      throw new IllegalStateException(
          "grad: the output does not depend on input "
              + unused
              + " of shape "
              + inputs.get(unused).shape()
              + "; leave it out, or write withAllowUnused(true) to get null for it");
    }
    return gradients;
  }

  private static Mode mode(BackwardOptions options) {
    return options.createGraph() ? Mode.GRAD : Mode.NO_GRAD;
  }

  /// What made the outputs.
  private static Seq<GradFn> functions(String who, Seq<Variable> outputs) {
    if (outputs.isEmpty()) throw new IllegalArgumentException(who + ": no outputs");
    return outputs.zipWithIndex((output, k) -> {
      var function = output.function();
      if (function != null) return function;
      var which = outputs.size() == 1 ? "the output" : "output " + k;
      throw new IllegalStateException(who + ": " + which + output.whyNot());
    });
  }

  /// @param functions to go through, by their nodes: no others are pulled or released, nor do their
  ///   hooks run
  /// @param wanted of these
  private static Map<GradFn, Variable> pull(
      String who,
      Seq<Variable> outputs,
      BackwardOptions options,
      Map<Node<Variable>, GradFn> functions,
      Predicate<GradFn> wanted) {
    var seeds = outputs.map(output -> seed(who, output, options.cotangent()));
    var from = functions(who, outputs);
    var arrived = new IdentityHashMap<GradFn, Variable>();
    var root = Node.of(new Start(who, seeds), GradFn.edges(from));
    mode(options)
        .during(() ->
            Tape.of(root, Variable::plus)
                .pullbackThrough(
                    seeds.head(),
                    (edge, cotangent) -> {
                      if (edge == root) return cotangent;
                      var function = functions.get(edge.node());
                      if (function == null) return null;
                      var hooked = function.hooked(cotangent);
                      if (wanted.test(function)) arrived.put(function, hooked);
                      return function.leadsInto(functions) ? hooked : null;
                    }));
    if (options.keepsGraph()) return arrived;
    for (var function : functions.values()) {
      if (function.leadsInto(functions)) function.release();
    }
    return arrived;
  }

  /// Above the outputs: sends each its cotangent.
  private record Start(String op, Seq<Variable> seeds) implements Step<Variable> {
    @Override
    public String shape() {
      return "";
    }

    @Override
    public boolean savesValues() {
      return false;
    }

    @Override
    public void pull(Arrival<Variable> arrival) {
      for (int k = 0; k < seeds.size(); k++) arrival.send(k, seeds.get(k));
    }
  }

  private static Variable seed(String who, Variable output, @Nullable Tensor cotangent) {
    if (cotangent != null) {
      if (cotangent.dtype() == output.dtype() && cotangent.shape().equals(output.shape())) {
        return Variable.constant(cotangent);
      }
      throw new IllegalArgumentException(
          who
              + ": the cotangent is "
              + cotangent.dtype()
              + " "
              + cotangent.shape()
              + ", but the output is "
              + output.dtype()
              + " "
              + output.shape());
    }
    if (output.value().size() == 1) return Variable.constant(output.value().onesLike());
    throw new IllegalStateException(
        who
            + ": needs a scalar output, got shape "
            + output.shape()
            + "; reduce it, with sum() or mean(), or say what to start from:"
            + " backward(cotangent) of that shape");
  }
}
