package dev.cotangent.laws;

import dev.cotangent.Autodiff;
import dev.cotangent.Shape;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Seq;
import java.util.Random;

/// A function at a point, with a tangent for each operand and a cotangent for the result.
record Site(Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> x, Seq<Tensor> dx, Tensor ct) {
  static final Structure<Seq<Tensor>> SEQ = Structure.seq();

  static Site of(Operation operation, Call call, Draw draw) {
    var x = operation.sample(call, draw);
    var dx = x.map(part -> direction(draw.random(), part.shape())).toArray();
    return new Site(call.f(), x, dx, direction(draw.random(), call.result()));
  }

  /// No element near 0, so that none is missed.
  static Tensor direction(Random random, Shape shape) {
    var values = new double[(int) shape.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextDouble(0.3, 1.5) * (random.nextBoolean() ? 1 : -1);
    }
    return Tensor.of(shape, values);
  }

  /// The same with other tensors in all places.
  Site map(Function1<Tensor, Tensor> change) {
    return new Site(f, x.map(change).toArray(), dx.map(change).toArray(), change.apply(ct));
  }

  Tensor value() {
    return f.apply(x);
  }

  Seq<Tensor> pulled() {
    return Autodiff.vjp(SEQ, f, x).pullback().apply(ct).toArray();
  }

  Tensor pushed() {
    return Autodiff.jvp(SEQ, f, x, dx).tangent();
  }

  static Tensor flat(Seq<Tensor> parts) {
    return Tensor.concat(0, parts.map(Tensor::flatten).toJavaArray(Tensor[]::new));
  }
}
