package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScratchTest {
  private final Scratch pool = new Scratch(Element.F32);

  @Test
  void whatIsGivenBackIsTakenAgain() {
    var small = pool.take(5_000);
    var large = pool.take(9_000);
    pool.give(small);
    pool.give(large);
    assertSame(small, pool.take(5_000));
    assertSame(large, pool.take(9_000));
  }

  @Test
  void theSmallestThatIsLongEnoughIsTaken() {
    var large = pool.take(9_000);
    var small = pool.take(5_000);
    pool.give(large);
    pool.give(small);
    assertSame(small, pool.take(100));
    assertSame(large, pool.take(100));
  }

  @Test
  void anArrayThatIsOutIsNobodyElses() {
    pool.give(pool.take(5_000));
    assertNotSame(pool.take(5_000), pool.take(5_000));
  }

  @Test
  void whereAllPlacesAreTakenALongerArrayReplacesAShorterOne() {
    IntStream.range(0, 100).mapToObj(k -> pool.take(5_000)).toList().forEach(pool::give);
    var large = pool.take(9_000);
    pool.give(large);
    assertSame(large, pool.take(9_000));
  }

  @Test
  void whatIsVeryLongIsNotKept() {
    var huge = pool.take(20_000_000);
    pool.give(huge);
    assertNotSame(huge, pool.take(20_000_000));
  }
}
