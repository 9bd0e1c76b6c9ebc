package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import org.jspecify.annotations.Nullable;

/// Gives jqwik tensors for parameters, as [TensorOf] says, and [Programs].
public final class TensorProvider implements ArbitraryProvider {
  @Override
  public boolean canProvideFor(TypeUsage type) {
    return type.isOfType(Tensor.class) || type.isOfType(Program.class);
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
    if (type.isOfType(Program.class)) return Set.of(Programs.any());
    return Set.of(tensors(type.findAnnotation(TensorOf.class).orElse(null)));
  }

  static Tensors tensors(@Nullable TensorOf of) {
    if (of == null) return Tensors.any();
    var shaped =
        isGiven(of.shape()) ? Tensors.any().ofShape(of.shape()) : Tensors.any().ofShape(shapes(of));
    var drawn =
        shaped
            .between(of.min(), of.max())
            .ofType(of.dtype())
            .distributed(of.distribution())
            .with(of.specials());
    return of.onKinks()
        ? drawn.sittingOn(of.distance(), of.kinks())
        : drawn.awayFrom(of.distance(), of.kinks());
  }

  private static boolean isGiven(int... shape) {
    return shape.length != 1 || shape[0] != TensorOf.ANY;
  }

  static Shapes shapes(TensorOf of) {
    int least = of.rank() == TensorOf.ANY ? 0 : of.rank();
    int most = of.maxRank() != TensorOf.ANY ? of.maxRank() : of.rank() != TensorOf.ANY ? least : 3;
    return Shapes.any().ofRank(least, most).ofDims(of.minDim(), of.maxDim());
  }
}
