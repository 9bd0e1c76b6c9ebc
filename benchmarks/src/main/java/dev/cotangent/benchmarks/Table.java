package dev.cotangent.benchmarks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// JSON lines as a Markdown table.
final class Table {
  private Table() {}

  /// A column for every key, in the order in which they first come.
  static String of(List<String> lines) {
    var rows =
        lines.stream()
            .filter(line -> !line.isBlank())
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    var keys = new LinkedHashSet<String>();
    for (var row : rows) keys.addAll(row.keySet());
    var table = new StringBuilder(row(keys)).append(row(keys.stream().map(_ -> "---").toList()));
    for (var row : rows) table.append(row(keys.stream().map(key -> text(row, key)).toList()));
    return table.toString();
  }

  private static String row(Collection<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String text(JsonObject row, String key) {
    var value = row.get(key);
    if (value == null || value.isJsonNull()) return "";
    var text = value.getAsString();
    return value.getAsJsonPrimitive().isNumber() ? text.replaceFirst("\\.0$", "") : text;
  }
}
