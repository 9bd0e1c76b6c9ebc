package dev.cotangent.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  private record Fixed(Unit unit, Map<String, Double> more) implements Problem {
    @Override
    public Measure measure() {
      return new Measure("8", DType.FLOAT32, unit, 1e9, 0);
    }

    @Override
    public Supplier<List<Tensor>> ours() {
      return List::of;
    }
  }

  private static JsonLine line(Unit unit, Map<String, Double> more) {
    return new JsonLine("W", new Fixed(unit, more), 2, 0.25, 400, new WarmUp(0.125, 3.00004));
  }

  @Test
  void besideAPeerTheRatioIsHowManyTimesAsFastWeAre() {
    assertEquals(
        "{\"id\":\"W\",\"size\":\"8\",\"dtype\":\"FLOAT32\",\"threads\":2,\"ours\":4.0,"
            + "\"peer\":\"other 1\",\"peerValue\":2.0,\"unit\":\"GFLOP/s\",\"ratio\":2.0,"
            + "\"allocBytes\":400,\"firstMillis\":125.0,\"steadyMillis\":3000.0}",
        JsonLine.text(line(Unit.GFLOPS, Map.of()).beside("other 1", 0.5)));
    assertEquals(
        "{\"id\":\"W\",\"size\":\"8\",\"dtype\":\"FLOAT32\",\"threads\":2,\"ours\":0.25,"
            + "\"peer\":\"other 1\",\"peerValue\":0.5,\"unit\":\"ns/elem\",\"ratio\":2.0,"
            + "\"allocBytes\":400,\"firstMillis\":125.0,\"steadyMillis\":3000.0,\"kept\":1.5}",
        JsonLine.text(line(Unit.NANOS_PER_ELEMENT, Map.of("kept", 1.5)).beside("other 1", 0.5)));
  }

  @Test
  void aloneTheKeysStayAndThePeerIsNull() {
    var text = JsonLine.text(line(Unit.GFLOPS, Map.of()).alone());
    assertTrue(text.contains("\"peer\":null,\"peerValue\":null,"), text);
    assertTrue(text.contains("\"ratio\":null,"), text);
  }

  @Test
  void onlyOurLinesAreTakenForOurs() {
    assertTrue(JsonLine.isOne(JsonLine.text(line(Unit.MILLIS, Map.of()).alone())));
    assertEquals(false, JsonLine.isOne("Downloading {\"id\":1}"));
  }
}
