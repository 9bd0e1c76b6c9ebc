package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.cotangent.jqwik.Law;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The page says what happens.
class TestingDerivativesTest {
  private static final Path PAGE = Path.of("..", "docs", "testing-derivatives.md");
  private static final Pattern OUTPUT = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LAW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (.*) \\|$");

  @Test
  void theCodeIsCompiledAndRun() throws IOException {
    assertEquals(8, Snippets.standInSources(PAGE));
  }

  @Test
  void theFailureIsThatOfARun() throws IOException {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass("dev.cotangent.docs.testing.WrongSoftplus"))
            .filters(EngineFilter.includeEngines("jqwik"))
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .build();
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    var failures = summary.getSummary().getFailures();
    assertEquals(1, failures.size());
    var shown = OUTPUT.matcher(Files.readString(PAGE));
    assertTrue(shown.find());
    assertEquals(shown.group(1).strip(), failures.getFirst().getException().getMessage());
  }

  @Test
  void everyLawHasARow() throws IOException {
    var rows = LAW.matcher(Files.readString(PAGE)).results().toList();
    assertEquals(
        java.util.List.of(Law.values()),
        rows.stream().map(row -> Law.valueOf(row.group(1))).toList());
  }
}
