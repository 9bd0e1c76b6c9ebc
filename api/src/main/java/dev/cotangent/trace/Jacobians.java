package dev.cotangent.trace;

import dev.cotangent.Linearization;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.op.Spec;
import dev.cotangent.structure.Found;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.Arrays;

/// All derivatives at once, and derivatives of derivatives. A Jacobian is one pass of the pullback
/// or the pushforward over a batch of unit vectors.
public final class Jacobians {
  private Jacobians() {}

  /// Of shape out.shape + in.shape, by the pullback: the function runs once.
  public static Tensor reverse(String who, Function1<Tensor, Tensor> f, Tensor x) {
    var recording = Differentiation.vjp(who, Structure.tensor(), f, x);
    var y = recording.value();
    Differentiation.requireDifferentiableResult(who, y);
    var rows = mapped(who, recording.pullback(), 0, units(y));
    return rows.reshape(joined(y, x));
  }

  /// Of shape out.shape + in.shape, by the pushforward: the function runs once.
  public static Tensor forward(String who, Function1<Tensor, Tensor> f, Tensor x) {
    Function1<Tensor, Tensor> push =
        dx -> {
          var moved = Differentiation.jvp(who, Structure.tensor(), f, x, dx);
          Differentiation.requireDifferentiableResult(who, moved.value());
          return moved.tangent();
        };
    var columns = mapped(who, push, -1, units(x));
    var dims = columns.shape().dims();
    int out = dims.length - 1;
    var joined = Arrays.copyOf(dims, out + x.rank());
    System.arraycopy(x.shape().dims(), 0, joined, out, x.rank());
    return columns.reshape(joined);
  }

  private static Tensor mapped(String who, Function1<Tensor, Tensor> f, int outAxis, Tensor units) {
    return Vectorization.vmap(who, Structure.tensor(), Found::in, f, 0, outAxis, units);
  }

  /// Every tensor of `x`'s shape and type that has one 1 and zeros elsewhere.
  private static Tensor units(Tensor x) {
    if (x.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a Jacobian of " + x.size() + " rows or columns");
    }
    int n = (int) x.size();
    return Tensor.eye(n).toDType(x.dtype()).reshape(x.shape().prepended(n).dims());
  }

  private static int[] joined(Tensor y, Tensor x) {
    var joined = Arrays.copyOf(y.shape().dims(), y.rank() + x.rank());
    System.arraycopy(x.shape().dims(), 0, joined, y.rank(), x.rank());
    return joined;
  }

  /// A derivative of a function of a structure, over the vector of its leaves.
  public static <P> Tensor flattened(
      String who,
      Structure<P> structure,
      Function1<P, Tensor> f,
      P p,
      Function2<Function1<Tensor, Tensor>, Tensor, Tensor> derivative) {
    var flat = new Flattened<>(structure, p);
    Differentiation.requireDifferentiable(who, flat.leaves());
    return derivative.apply(vector -> f.apply(flat.value(vector)), flat.vector(p));
  }

  /// Of shape in.shape + in.shape: the pushforward of the gradient.
  public static Tensor hessian(String who, Function1<Tensor, Tensor> f, Tensor x) {
    return forward(who, y -> Differentiation.gradient(who, Structure.tensor(), f, y).gradient(), x);
  }

  /// The Hessian times a vector: the gradient's derivative along it.
  public static <P> P hvp(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p, P tangent) {
    var flat = new Flattened<>(structure, p);
    Function1<P, Tensor> gradient =
        q -> flat.vector(Differentiation.gradient(who, structure, f, q).gradient());
    return flat.value(Differentiation.jvp(who, structure, gradient, p, tangent).tangent());
  }

  /// The pushforward as a function of its own: the transpose of the pullback, which is linear, so
  /// that its tape at any cotangent serves all tangents. The function runs once.
  public static <P> Linearization<P> linearize(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p) {
    var flat = new Flattened<>(structure, p);
    var recording = Differentiation.vjp(who, structure, f, p);
    var value = recording.value();
    Differentiation.requireDifferentiableResult(who, value);
    var transposed =
        Differentiation.vjp(
            who,
            Structure.tensor(),
            ct -> flat.vector(recording.pullback().apply(ct)),
            value.zerosLike());
    var leaves = flat.leaves();
    return new Linearization<>(
        value,
        tangent -> {
          Differentiation.requireTangents(who, leaves.map(Spec::of), structure.leaves(tangent));
          return transposed.pullback().apply(flat.vector(tangent));
        });
  }
}
