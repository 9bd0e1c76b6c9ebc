package dev.cotangent.tape;

import static java.util.stream.Collectors.joining;

import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tape as text. Nodes are numbered in topological order, the same in every kind of drawing.
final class Drawing<C> {
  private static final int MAX_LINES = 200;

  private final Seq<Node<C>> nodes;
  private final @Nullable Edge<C> output;
  private final Map<Node<C>, Integer> numbers = new IdentityHashMap<>();

  Drawing(Seq<Node<C>> nodes, @Nullable Edge<C> output) {
    this.nodes = nodes;
    this.output = output;
    for (var node : nodes) numbers.put(node, numbers.size());
  }

  /// A line for each node, then the output when it is one of several results. Of a long tape the
  /// two ends are shown: the inputs and the output are what one looks for.
  String text() {
    if (nodes.isEmpty()) return "(empty tape)";
    var text = new StringBuilder();
    var shown = nodes.size() <= MAX_LINES ? nodes.size() : MAX_LINES / 2;
    for (var node : nodes.take(shown)) text.append(line(node)).append('\n');
    if (shown < nodes.size()) {
      text.append("... ").append(nodes.size() - 2 * shown).append(" nodes left out ...\n");
      for (var node : nodes.takeRight(shown)) text.append(line(node)).append('\n');
    }
    if (output instanceof Node.Result<C>) text.append("-> ").append(reference(output)).append('\n');
    return text.substring(0, text.length() - 1);
  }

  String mermaid() {
    var text = new StringBuilder("flowchart TD\n");
    for (var node : nodes) {
      var label = mermaidEscaped(label(node));
      text.append("  n").append(number(node));
      text.append(node.isLeaf() ? "([\"" + label + "\"])\n" : "[\"" + label + "\"]\n");
      for (var edge : node.parentArray()) {
        text.append("  n").append(number(edge.node())).append(" -->");
        if (edge instanceof Node.Result<C>) text.append('|').append(edge.result()).append('|');
        text.append(" n").append(number(node)).append('\n');
      }
    }
    return text.toString();
  }

  String dot() {
    var text = new StringBuilder("digraph tape {\n  node [shape=box];\n");
    for (var node : nodes) {
      text.append("  n").append(number(node));
      text.append(" [label=\"").append(dotEscaped(label(node))).append('"');
      text.append(node.isLeaf() ? ", shape=ellipse];\n" : "];\n");
      for (var edge : node.parentArray()) {
        text.append("  n").append(number(edge.node())).append(" -> n").append(number(node));
        if (edge instanceof Node.Result<C>) {
          text.append(" [label=\"").append(edge.result()).append("\"]");
        }
        text.append(";\n");
      }
    }
    return text.append("}\n").toString();
  }

  private String line(Node<C> node) {
    var arguments =
        node.isLeaf()
            ? ""
            : Arrays.stream(node.parentArray())
                .map(this::reference)
                .collect(joining(", ", "(", ")"));
    var line = "%" + number(node) + " = " + node.op() + arguments + "  " + node.shape();
    return line.replaceAll("\\R", " ").stripTrailing();
  }

  private String reference(Edge<C> edge) {
    var result = edge instanceof Node.Result<C> ? "#" + edge.result() : "";
    return "%" + number(edge.node()) + result;
  }

  private int number(Node<C> node) {
    return numbers.getOrDefault(node, -1);
  }

  private static String label(Node<?> node) {
    return (node.op() + "\n" + node.shape()).strip();
  }

  /// Mermaid reads entities, written with `#` for `&`, and Markdown between backticks.
  private static String mermaidEscaped(String label) {
    return label
        .replace("#", "#35;")
        .replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("`", "#96;")
        .replaceAll("\\R", "<br/>");
  }

  private static String dotEscaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", "\\\\n");
  }
}
