package dev.cotangent.trace;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Spec;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A function whose derivative the user gives, for one mode. The other mode follows, because the
/// rule is a linear map and written with tensor operations: its transpose is the gradient of an
/// inner product with it.
public abstract sealed class CustomRule implements General {
  final String name;
  final Function1<Tensor[], Tensor> f;

  private CustomRule(String name, Function1<Tensor[], Tensor> f) {
    this.name = name;
    this.f = f;
  }

  /// The function under its rule: one operation.
  ///
  /// @param rule takes arguments and result to the pullback
  public static <P> Function1<P, Tensor> vjp(
      Structure<P> structure,
      Function1<P, Tensor> f,
      Function2<P, Tensor, Function1<Tensor, P>> rule) {
    return p -> {
      var name = "customVjp";
      Function1<Tensor[], Tensor[]> pull =
          all -> {
            int last = all.length - 1;
            var xs = structure.rebuild(p, Array.of(all).take(last - 1));
            var pullback = rule.apply(xs, all[last - 1]);
            if (pullback == null)
              throw new IllegalArgumentException(name + ": the rule returned null");
            return structure.leaves(pullback.apply(all[last])).toJavaArray(Tensor[]::new);
          };
      return new OfVjp(name, closed(name, structure, f, p), pull).bind(leaves(structure, p));
    };
  }

  /// The function under its rule: one operation.
  ///
  /// @param rule takes arguments and their tangents to the tangent of the result
  public static <P> Function1<P, Tensor> jvp(
      Structure<P> structure, Function1<P, Tensor> f, Function2<P, P, Tensor> rule) {
    return p -> {
      var name = "customJvp";
      Function1<Tensor[], Tensor> push =
          all -> {
            var both = Array.of(all);
            int half = both.size() / 2;
            return rule.apply(
                structure.rebuild(p, both.take(half)), structure.rebuild(p, both.drop(half)));
          };
      return new OfJvp(name, closed(name, structure, f, p), push).bind(leaves(structure, p));
    };
  }

  private static <P> Tensor[] leaves(Structure<P> structure, P p) {
    return structure.leaves(p).toJavaArray(Tensor[]::new);
  }

  /// The function of its arguments alone: nothing else that is followed may enter it.
  private static <P> Function1<Tensor[], Tensor> closed(
      String name, Structure<P> structure, Function1<P, Tensor> f, P p) {
    return xs ->
        Closure.refusing(name).run(all -> f.apply(structure.rebuild(p, Array.of(all))), xs);
  }

  @Override
  public final String name() {
    return name;
  }

  /// By running the function on zeros.
  @Override
  public final Spec[] inferAll(Spec... operands) {
    var zeros = Arrays.stream(operands).map(Spec::zeros).toArray(Tensor[]::new);
    return new Spec[] {Spec.of(f.apply(zeros))};
  }

  @Override
  public final Tensor[] evaluateAll(Tensor... operands) {
    return new Tensor[] {f.apply(operands)};
  }

  @Override
  public final @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    return vjps(new int[] {operand}, xs, ys, cts)[0];
  }

  /// The gradient, at zeros like `xs`, of the inner product of a linear map with `weights`.
  final Seq<Tensor> transpose(
      Function1<Seq<Tensor>, Seq<Tensor>> linear, Seq<Tensor> xs, Seq<Tensor> weights) {
    Function1<Seq<Tensor>, Tensor> product =
        all -> linear.apply(all).zipWith(weights, (y, w) -> y.times(w).sum()).reduce(Tensor::plus);
    var zeros = xs.map(Tensor::zerosLike).toArray();
    return Differentiation.gradient(name, Structure.seq(), product, zeros).gradient();
  }

  private static final class OfVjp extends CustomRule {
    private final Function1<Tensor[], Tensor[]> pull; // of the operands, the result, the cotangent

    OfVjp(String name, Function1<Tensor[], Tensor> f, Function1<Tensor[], Tensor[]> pull) {
      super(name, f);
      this.pull = pull;
    }

    @Override
    public General lifted(int size) {
      return new OfVjp(
          name, Vectorization.lifted(name, size, f), Vectorization.liftedAll(name, size, pull));
    }

    private Tensor[] pulled(Tensor[] xs, Tensor y, Tensor ct) {
      var all = Arrays.copyOf(xs, xs.length + 2);
      all[xs.length] = y;
      all[xs.length + 1] = ct;
      var cotangents = pull.apply(all);
      if (cotangents.length != xs.length) {
        throw new IllegalArgumentException(
            name + ": " + cotangents.length + " cotangents for " + xs.length + " tensors");
      }
      for (int k = 0; k < xs.length; k++) {
        if (!xs[k].dtype().isDifferentiable()) continue;
        var what = name + ": cotangent " + k + " of the rule";
        Differentiation.requireLike(what, cotangents[k], "the argument", Spec.of(xs[k]));
      }
      return cotangents;
    }

    @Override
    public @Nullable Tensor[] vjps(
        int[] operands, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var parts = new @Nullable Tensor[operands.length];
      var ct = cts[0];
      if (ct == null) return parts;
      var pulled = pulled(xs, ys[0], ct);
      for (int k = 0; k < parts.length; k++) parts[k] = pulled[operands[k]];
      return parts;
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      if (!ys[0].dtype().isDifferentiable()) return new @Nullable Tensor[1];
      var moving = Array.range(0, xs.length).filter(k -> dxs[k] != null);
      Function1<Seq<Tensor>, Seq<Tensor>> linear =
          ct -> {
            var pulled = pulled(xs, ys[0], ct.head());
            return moving.map(k -> pulled[k]);
          };
      Seq<Tensor> tangents = moving.map(k -> Objects.requireNonNull(dxs[k]));
      return new @Nullable Tensor[] {transpose(linear, Array.of(ys), tangents).head()};
    }
  }

  private static final class OfJvp extends CustomRule {
    private final Function1<Tensor[], Tensor> push; // of the operands, then their tangents

    OfJvp(String name, Function1<Tensor[], Tensor> f, Function1<Tensor[], Tensor> push) {
      super(name, f);
      this.push = push;
    }

    @Override
    public General lifted(int size) {
      return new OfJvp(
          name, Vectorization.lifted(name, size, f), Vectorization.lifted(name, size, push));
    }

    private Tensor pushed(Tensor[] xs, @Nullable Tensor[] dxs, Tensor y) {
      var all = Arrays.copyOf(xs, 2 * xs.length);
      for (int k = 0; k < xs.length; k++) {
        var dx = dxs[k];
        all[xs.length + k] = dx == null ? xs[k].zerosLike() : dx;
      }
      var tangent = push.apply(all);
      var what = name + ": the tangent of the rule";
      Differentiation.requireLike(what, tangent, "the value", Spec.of(y));
      return tangent;
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      if (!ys[0].dtype().isDifferentiable()) return new @Nullable Tensor[1];
      return new @Nullable Tensor[] {pushed(xs, dxs, ys[0])};
    }

    @Override
    public @Nullable Tensor[] vjps(
        int[] operands, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var ct = cts[0];
      if (ct == null) return new @Nullable Tensor[operands.length];
      Function1<Seq<Tensor>, Seq<Tensor>> linear =
          moving -> {
            var dxs = new @Nullable Tensor[xs.length];
            for (int k = 0; k < operands.length; k++) dxs[operands[k]] = moving.get(k);
            return Array.of(pushed(xs, dxs, ys[0]));
          };
      var followed = Array.ofAll(operands).map(k -> xs[k]);
      return transpose(linear, followed, Array.of(ct)).toJavaArray(Tensor[]::new);
    }
  }
}
