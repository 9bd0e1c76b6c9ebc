package dev.cotangent.interop;

import dev.cotangent.Autodiff;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The derivatives that the golden cases ask for, by nesting `grad`, `vjp` and `jvp`.
final class Derivatives {
  private Derivatives() {}

  private static final Structure<Seq<Tensor>> SEQ = Structure.seq();

  static Seq<Tensor> pullback(Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs, Tensor ct) {
    return Autodiff.vjp(SEQ, f, xs).pullback().apply(ct);
  }

  static Tensor pushforward(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs, Seq<Tensor> tangents) {
    return Autodiff.jvp(SEQ, f, xs, tangents).tangent();
  }

  /// The derivative of the pullback of a fixed cotangent along the tangents; also by the other two
  /// ways below.
  static Seq<Tensor> forwardOverReverse(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs, Tensor ct, Seq<Tensor> tangents) {
    return Array.range(0, xs.size())
        .map(i -> pushforward(ys -> pullback(f, ys, ct).get(i), xs, tangents));
  }

  static Seq<Tensor> reverseOverReverse(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs, Tensor ct, Seq<Tensor> tangents) {
    return Autodiff.grad(
            SEQ,
            ys ->
                pullback(f, ys, ct)
                    .zipWith(tangents, (g, t) -> g.times(t).sum())
                    .reduce(Tensor::plus))
        .apply(xs);
  }

  static Seq<Tensor> reverseOverForward(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs, Tensor ct, Seq<Tensor> tangents) {
    return pullback(ys -> pushforward(f, ys, tangents), xs, ct);
  }

  /// The Jacobian of `f` per input, of shape output + input: a pullback for each row.
  static List<Tensor> jacobianByRows(Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs) {
    var y = f.apply(xs);
    var rows = basis(y).map(e -> pullback(f, xs, e)).toList();
    return IntStream.range(0, xs.size())
        .mapToObj(i -> stacked(0, rows.stream().map(row -> row.get(i)), y, xs.get(i)))
        .toList();
  }

  /// The same by a pushforward for each column.
  static List<Tensor> jacobianByColumns(Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs) {
    var y = f.apply(xs);
    return IntStream.range(0, xs.size())
        .mapToObj(i ->
            stacked(
                -1,
                basis(xs.get(i))
                    .map(e -> pushforward(f, xs, xs.map(Tensor::zerosLike).update(i, e))),
                y,
                xs.get(i)))
        .toList();
  }

  /// The Hessian's blocks, rows first: the Jacobians of the parts of the gradient.
  static List<Tensor> hessian(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> xs, boolean forwardOverReverse) {
    var blocks = new ArrayList<Tensor>();
    for (int i = 0; i < xs.size(); i++) {
      int part = i;
      Function1<Seq<Tensor>, Tensor> g = ys -> Autodiff.grad(SEQ, f).apply(ys).get(part);
      blocks.addAll(forwardOverReverse ? jacobianByColumns(g, xs) : jacobianByRows(g, xs));
    }
    return blocks;
  }

  /// The derivative of a scalar function of a scalar.
  static Function1<Tensor, Tensor> derivative(Function1<Tensor, Tensor> f, boolean forward) {
    return forward ? x -> Autodiff.jvp(f, x, x.onesLike()).tangent() : Autodiff.grad(f);
  }

  private static Stream<Tensor> basis(Tensor x) {
    int n = (int) x.size();
    return IntStream.range(0, n).mapToObj(k -> Tensor.eye(n).get(k).reshape(x.shape().toArray()));
  }

  private static Tensor stacked(int axis, Stream<Tensor> parts, Tensor out, Tensor in) {
    int[] shape =
        IntStream.concat(IntStream.of(out.shape().toArray()), IntStream.of(in.shape().toArray()))
            .toArray();
    return Tensor.stack(axis, parts.toArray(Tensor[]::new)).reshape(shape);
  }
}
