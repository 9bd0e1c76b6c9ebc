package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.EnumSet;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Random graphs of the library's own operations keep the laws.
class ProgramsTest {
  @Provide
  Arbitrary<Program> smooth() {
    return Programs.any().ofInputs(2);
  }

  @Provide
  Arbitrary<Program> kinked() {
    return Programs.any().ofInputs(2).withKinks();
  }

  @Property(tries = 300)
  void smoothProgramsKeepTheLaws(
      @ForAll("smooth") Program program,
      @ForAll Tuple2<@TensorOf(maxRank = 2) Tensor, @TensorOf(maxRank = 2) Tensor> x) {
    laws(program).smooth().check(Array.of(x._1, x._2));
  }

  /// Steps inside may still meet at their kinks, where two of them may not add up.
  @Property(tries = 300)
  void programsWithKinksKeepThemToo(
      @ForAll("kinked") Program program,
      @ForAll
          @TensorOf(
              maxRank = 2,
              kinks = {0, 1, -1, 10, -10})
          Tensor x,
      @ForAll
          @TensorOf(
              maxRank = 2,
              kinks = {0, 1, -1, 10, -10})
          Tensor y) {
    laws(program).check(Array.of(x, y));
  }

  private static DerivativeLaws<Seq<Tensor>> laws(Program program) {
    return DerivativeLaws.of(dev.cotangent.Structure.seq(), program);
  }

  @Example
  void allInstructionsAreDrawn() {
    var random = new Random(1);
    var all = Programs.any().ofSteps(10).withKinks().generator(1000);
    var text = Array.fill(300, () -> all.next(random).value().toString()).mkString();
    for (var instruction : EnumSet.allOf(Instruction.class)) {
      assertTrue(text.contains(" " + instruction + "("), instruction::name);
    }
  }

  @Test
  void aProgramReadsLikeATape() {
    var program =
        new Program(
            2,
            Array.of(
                new Program.Step(Instruction.SIN, 1, 0, 0),
                new Program.Step(Instruction.PLUS, 2, 3, 1)));
    assertEquals(
        """
        %0 = input
        %1 = input
        %2 = SIN(%1, %0) choice 0
        %3 = PLUS(%2, %0) choice 1\
        """,
        program.toString());
    var x = Tensor.of(1, 2);
    assertEquals(x.sin().plus(x), program.apply(Array.of(x, x)));
    assertThrows(IllegalArgumentException.class, () -> program.apply(Array.of(x)));
  }
}
