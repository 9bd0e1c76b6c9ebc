package dev.cotangent.jqwik;

import io.vavr.collection.Array;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/// Random programs: of one input and up to 6 steps, smooth everywhere, unless said otherwise. They
/// shrink to fewer steps, and those that are left work on what there still is.
///
/// ```java
/// Programs.any().ofInputs(2).withKinks()
/// ```
public final class Programs extends ArbitraryDecorator<Program> {
  private static final int CHOICES = 12;

  private final int inputs;
  private final int maxSteps;
  private final boolean kinks;

  private Programs(int inputs, int maxSteps, boolean kinks) {
    if (inputs < 1) throw new IllegalArgumentException("programs of " + inputs + " inputs");
    if (maxSteps < 0) throw new IllegalArgumentException("programs of " + maxSteps + " steps");
    this.inputs = inputs;
    this.maxSteps = maxSteps;
    this.kinks = kinks;
  }

  /// Smooth functions of a tensor.
  public static Programs any() {
    return new Programs(1, 6, false);
  }

  /// Of so many tensors.
  public Programs ofInputs(int count) {
    return new Programs(count, maxSteps, kinks);
  }

  /// With so many steps at most.
  public Programs ofSteps(int most) {
    return new Programs(inputs, most, kinks);
  }

  /// With steps among them that have kinks: relu, abs, maximum, max and sort.
  public Programs withKinks() {
    return new Programs(inputs, maxSteps, true);
  }

  @Override
  protected Arbitrary<Program> arbitrary() {
    var instructions = Array.of(Instruction.values()).filter(i -> kinks || !i.hasKinks).asJava();
    var number = Arbitraries.integers().between(0, CHOICES);
    return Combinators.combine(Arbitraries.of(instructions), number, number, number)
        .as(Program.Step::new)
        .list()
        .ofMaxSize(maxSteps)
        .map(steps -> new Program(inputs, Array.ofAll(steps)));
  }
}
