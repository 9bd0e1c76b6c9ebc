package dev.cotangent.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.ImportException;
import org.jgrapht.nio.dot.DOTImporter;

/// Draws a recorded tape, given as Graphviz DOT text, as an SVG picture.
///
/// No native Graphviz takes part: JGraphT reads the text, the Eclipse Layout Kernel places the
/// nodes and routes the edges, and this class writes the result down. Text stays text in SVG, so no
/// fonts are needed where the picture is made, only where it is looked at.
///
/// Of the DOT text, nodes with their `label`, edges and their direction are drawn. Colours follow
/// from the structure: a node that nothing flows into is a leaf, one that nothing flows out of is
/// the result, and the ones between are operations. A leaf with `style=dashed` gets a dashed
/// outline. Other attributes are left aside.
public final class TapePicture {

  private static final String SVG = "http://www.w3.org/2000/svg";

  // Fonts that differ from machine to machine: the widths below are those of the widest one named,
  // so that a label fits its box with whichever of them the viewer finds.
  private static final String SANS =
      "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
  private static final String MONO =
      "Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";
  private static final double SANS_WIDTH = 0.68;
  private static final double MONO_WIDTH = 0.61;

  private static final double NAME_SIZE = 15;
  private static final double DETAIL_SIZE = 12.5;
  private static final double LINE_HEIGHT = 18;
  private static final double PADDING_X = 14;
  private static final double PADDING_Y = 8;
  private static final double MIN_NODE_WIDTH = 76;
  private static final double MARGIN = 28;
  private static final double LEGEND_HEIGHT = 34;

  private static final String INK = "#2b3440";
  private static final String FAINT_INK = "#5f6b7a";
  private static final String EDGE = "#8a96a3";

  /// The part that a node plays, which decides its colours.
  private enum Role {
    LEAF("leaf", "#fdf1d8", "#d9a441"),
    OPERATION("operation", "#eef3f9", "#9bb3cd"),
    RESULT("result", "#dff1e4", "#5ba475");

    final String word;
    final String fill;
    final String stroke;

    Role(String word, String fill, String stroke) {
      this.word = word;
      this.fill = fill;
      this.stroke = stroke;
    }
  }

  private TapePicture() {}

  /// Draws a directed graph from top to bottom and writes it to an SVG file.
  ///
  /// @param file where to write; directories that do not exist yet are made
  /// @param title what the picture shows, for readers who cannot see it
  /// @param dot a directed graph in the DOT language
  /// @throws IOException if the file cannot be written
  /// @throws IllegalArgumentException if the text is not DOT, or has no nodes
  public static void write(Path file, String title, String dot) throws IOException {
    Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
    DirectedPseudograph<String, DefaultEdge> graph = parse(dot, attributes);
    if (graph.vertexSet().isEmpty()) {
      throw new IllegalArgumentException("the DOT text has no nodes to draw");
    }
    ElkNode layout = ElkGraphUtil.createGraph();
    Map<String, ElkNode> boxes = new LinkedHashMap<>();
    for (String id : graph.vertexSet()) {
      boxes.put(id, box(layout, lines(id, attributes)));
    }
    for (DefaultEdge edge : graph.edgeSet()) {
      ElkGraphUtil.createSimpleEdge(
          boxes.get(graph.getEdgeSource(edge)), boxes.get(graph.getEdgeTarget(edge)));
    }
    place(layout);

    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter svg = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      open(svg, title, Math.max(layout.getWidth(), 360), layout.getHeight() + LEGEND_HEIGHT);
      for (ElkEdge edge : layout.getContainedEdges()) {
        drawEdge(svg, edge);
      }
      for (Map.Entry<String, ElkNode> entry : boxes.entrySet()) {
        String id = entry.getKey();
        boolean dashed =
            attributes.getOrDefault(id, Map.of()).getOrDefault("style", "").contains("dashed");
        drawNode(svg, entry.getValue(), role(graph, id), dashed, lines(id, attributes));
      }
      drawLegend(svg, layout.getHeight());
      svg.writeEndDocument();
      svg.close();
    } catch (XMLStreamException e) {
      throw new IOException("cannot write " + file, e);
    }
  }

  private static DirectedPseudograph<String, DefaultEdge> parse(
      String dot, Map<String, Map<String, String>> attributes) {
    // A pseudograph, because an operation may take the same operand twice, as in x * x.
    DirectedPseudograph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
    DOTImporter<String, DefaultEdge> importer = new DOTImporter<>();
    importer.setVertexFactory(id -> id);
    importer.addVertexAttributeConsumer((key, value) ->
        attributes
            .computeIfAbsent(key.getFirst(), id -> new HashMap<>())
            .put(key.getSecond(), value.getValue()));
    try {
      importer.importGraph(graph, new StringReader(dot));
    } catch (ImportException e) {
      throw new IllegalArgumentException("not a graph in the DOT language: " + e.getMessage(), e);
    }
    return graph;
  }

  private static Role role(DirectedPseudograph<String, DefaultEdge> graph, String id) {
    if (graph.inDegreeOf(id) == 0) {
      return Role.LEAF;
    }
    return graph.outDegreeOf(id) == 0 ? Role.RESULT : Role.OPERATION;
  }

  private static List<String> lines(String id, Map<String, Map<String, String>> attributes) {
    String label = attributes.getOrDefault(id, Map.of()).getOrDefault("label", id);
    // DOT knows three line breaks, of which \l and \r also align; here every line is centred.
    return Arrays.asList(label.split("\\\\[nlr]|\\R"));
  }

  private static ElkNode box(ElkNode layout, List<String> lines) {
    double width = MIN_NODE_WIDTH;
    for (int i = 0; i < lines.size(); i++) {
      double character = i == 0 ? NAME_SIZE * SANS_WIDTH : DETAIL_SIZE * MONO_WIDTH;
      width = Math.max(width, lines.get(i).length() * character + 2 * PADDING_X);
    }
    ElkNode box = ElkGraphUtil.createNode(layout);
    box.setDimensions(width, lines.size() * LINE_HEIGHT + 2 * PADDING_Y);
    return box;
  }

  private static void place(ElkNode layout) {
    layout.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    layout.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    layout.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
    layout.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    layout.setProperty(LayeredOptions.SPACING_NODE_NODE, 32.0);
    layout.setProperty(LayeredOptions.SPACING_EDGE_NODE, 20.0);
    layout.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
    layout.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
    layout.setProperty(LayeredOptions.THOROUGHNESS, 30);
    layout.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    new RecursiveGraphLayoutEngine().layout(layout, new NullElkProgressMonitor());
  }

  private static void open(XMLStreamWriter svg, String title, double width, double height)
      throws XMLStreamException {
    svg.writeStartDocument();
    svg.setDefaultNamespace(SVG);
    svg.writeStartElement(SVG, "svg");
    svg.writeDefaultNamespace(SVG);
    attributes(svg, "width", number(width), "height", number(height));
    attributes(svg, "viewBox", "0 0 " + number(width) + " " + number(height), "role", "img");
    svg.writeStartElement(SVG, "title");
    svg.writeCharacters(title);
    svg.writeEndElement();
    svg.writeStartElement(SVG, "defs");
    svg.writeStartElement(SVG, "marker");
    attributes(svg, "id", "arrow", "viewBox", "0 0 10 10", "refX", "9", "refY", "5");
    attributes(svg, "markerWidth", "7", "markerHeight", "7", "orient", "auto");
    element(svg, "path", "d", "M 0 1 L 10 5 L 0 9 z", "fill", EDGE);
    svg.writeEndElement();
    svg.writeEndElement();
    element(svg, "rect", "width", "100%", "height", "100%", "fill", "#ffffff");
  }

  private static void drawEdge(XMLStreamWriter svg, ElkEdge edge) throws XMLStreamException {
    for (ElkEdgeSection section : edge.getSections()) {
      StringBuilder path = new StringBuilder("M ");
      path.append(point(section.getStartX(), section.getStartY()));
      List<String> points = new ArrayList<>();
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(point(bend.getX(), bend.getY()));
      }
      points.add(point(section.getEndX(), section.getEndY()));
      // The layout writes a curve as Bezier pieces: two control points, then the end of the piece.
      path.append(points.size() % 3 == 0 ? " C " : " L ").append(String.join(" ", points));
      svg.writeEmptyElement(SVG, "path");
      attributes(svg, "d", path.toString(), "fill", "none", "stroke", EDGE);
      attributes(svg, "stroke-width", "1.5", "marker-end", "url(#arrow)");
    }
  }

  private static void drawNode(
      XMLStreamWriter svg, ElkNode box, Role role, boolean dashed, List<String> lines)
      throws XMLStreamException {
    // Round ends tell leaves from operations where the colours cannot be told apart.
    double radius = role == Role.LEAF ? box.getHeight() / 2 : 7;
    svg.writeEmptyElement(SVG, "rect");
    attributes(svg, "x", number(box.getX()), "y", number(box.getY()), "rx", number(radius));
    attributes(svg, "width", number(box.getWidth()), "height", number(box.getHeight()));
    attributes(svg, "fill", role.fill, "stroke", role.stroke, "stroke-width", "1.5");
    if (dashed) {
      attributes(svg, "stroke-dasharray", "5 4");
    }
    double x = box.getX() + box.getWidth() / 2;
    double firstBaseline = box.getY() + PADDING_Y + LINE_HEIGHT * 0.76;
    for (int i = 0; i < lines.size(); i++) {
      boolean name = i == 0;
      svg.writeStartElement(SVG, "text");
      attributes(svg, "x", number(x), "y", number(firstBaseline + i * LINE_HEIGHT));
      attributes(svg, "text-anchor", "middle", "font-family", name ? SANS : MONO);
      attributes(svg, "font-size", number(name ? NAME_SIZE : DETAIL_SIZE));
      attributes(svg, "font-weight", name ? "600" : "400", "fill", name ? INK : FAINT_INK);
      svg.writeCharacters(lines.get(i));
      svg.writeEndElement();
    }
  }

  private static void drawLegend(XMLStreamWriter svg, double top) throws XMLStreamException {
    double x = MARGIN;
    for (Role role : Role.values()) {
      double radius = role == Role.LEAF ? 7 : 3;
      svg.writeEmptyElement(SVG, "rect");
      attributes(svg, "x", number(x), "y", number(top), "rx", number(radius));
      attributes(svg, "width", "24", "height", "14");
      attributes(svg, "fill", role.fill, "stroke", role.stroke, "stroke-width", "1.5");
      svg.writeStartElement(SVG, "text");
      attributes(svg, "x", number(x + 32), "y", number(top + 11.5), "font-family", SANS);
      attributes(svg, "font-size", number(DETAIL_SIZE), "fill", FAINT_INK);
      svg.writeCharacters(role.word);
      svg.writeEndElement();
      x += 32 + role.word.length() * DETAIL_SIZE * SANS_WIDTH + 20;
    }
  }

  private static void element(XMLStreamWriter svg, String name, String... attributes)
      throws XMLStreamException {
    svg.writeEmptyElement(SVG, name);
    attributes(svg, attributes);
  }

  private static void attributes(XMLStreamWriter svg, String... namesAndValues)
      throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      svg.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private static String point(double x, double y) {
    return number(x) + " " + number(y);
  }

  private static String number(double value) {
    // Locale.ROOT, for a decimal comma would make other numbers of these.
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
