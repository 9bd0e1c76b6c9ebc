package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Conditions are what was asked for, measured by what matrices do to vectors.
class MatricesTest {
  private static final double CONDITION = 20;

  @Provide
  Arbitrary<Tensor> wellConditioned() {
    return Matrices.wellConditioned(4, CONDITION);
  }

  @Provide
  Arbitrary<Tensor> positiveDefinite() {
    return Matrices.positiveDefinite(4, CONDITION);
  }

  @Provide
  Arbitrary<Tensor> vectors() {
    return Tensors.any().ofShape(4).between(-1, 1);
  }

  @Property
  void noVectorIsStretchedOrShrunkByMore(
      @ForAll("wellConditioned") Tensor a, @ForAll("vectors") Tensor v) {
    var x = v.slice(0, 0, a.shape().dim(0), 1);
    double before = x.norm().item();
    double after = a.matmul(x).norm().item();
    assertTrue(after <= before * (1 + 1e-12), () -> before + " to " + after);
    assertTrue(after >= before / CONDITION * (1 - 1e-12), () -> before + " to " + after);
  }

  @Property
  void positiveDefiniteMatricesAre(
      @ForAll("positiveDefinite") Tensor a, @ForAll("vectors") Tensor v) {
    assertEquals(a, a.transpose().copy());
    var x = v.slice(0, 0, a.shape().dim(0), 1);
    double square = x.square().sum().item();
    double form = x.times(a.matmul(x)).sum().item();
    assertTrue(form >= square / CONDITION * (1 - 1e-12), () -> form + " of " + square);
  }

  @Test
  void bothBoundsMakeSense() {
    assertThrows(IllegalArgumentException.class, () -> Matrices.wellConditioned(0, 10));
    assertThrows(IllegalArgumentException.class, () -> Matrices.positiveDefinite(2, 0.5));
  }
}
