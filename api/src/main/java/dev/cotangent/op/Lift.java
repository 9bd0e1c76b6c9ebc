package dev.cotangent.op;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.collection.Seq;

/// What a type must be able to do to have all operations: apply a function of tensors to itself.
/// [Tensor] applies it as it is; a type that wraps tensors unwraps, applies and wraps again.
///
/// @param <S> the type itself
public interface Lift<S> {
  /// `f` of this.
  S lift(Function1<Tensor, Tensor> f);

  /// `f` of this and another.
  S lift(S y, Function2<Tensor, Tensor, Tensor> f);

  /// `f` of this and two others.
  S lift(S y, S z, Function3<Tensor, Tensor, Tensor, Tensor> f);

  /// `f` of this, with several results.
  Seq<S> liftAll(Function1<Tensor, Seq<Tensor>> f);
}
