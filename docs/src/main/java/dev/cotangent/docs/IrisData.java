package dev.cotangent.docs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/// Fisher's iris measurements as plain arrays.
///
/// Row `i` of `features` holds sepal length, sepal width, petal length and petal width of one
/// flower in centimetres; `labels[i]` is its species as an index into [#SPECIES].
///
/// The arrays are handed out as they are, without copying, and [#equals(Object)] compares them by
/// identity: this is a carrier between the file and an example, not a value type.
///
/// @param features one row of four measurements per flower
/// @param labels the species of each flower, an index into [#SPECIES]
public record IrisData(double[][] features, int[] labels) {

  /// The names of the measured columns, in the order in which `features` holds them.
  public static final List<String> FEATURES =
      List.of("sepal_length", "sepal_width", "petal_length", "petal_width");

  /// The names of the species, in the order in which `labels` counts them.
  public static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

  private static final String RESOURCE = "iris.csv";

  private static final List<String> HEADER =
      List.of("sepal_length", "sepal_width", "petal_length", "petal_width", "species");

  /// Two disjoint parts of a data set that together hold all of its rows.
  ///
  /// @param train the rows to fit a model to
  /// @param heldOut the rows to judge the fitted model by
  public record Split(IrisData train, IrisData heldOut) {}

  /// Checks that there is one label for each row of measurements.
  public IrisData {
    if (features.length != labels.length) {
      throw new IllegalArgumentException(
          "%d rows of measurements but %d labels".formatted(features.length, labels.length));
    }
  }

  /// Reads the 150 flowers that come with the examples.
  ///
  /// @return the data in the order of the file: 50 setosa, 50 versicolor, 50 virginica
  /// @throws IOException if the file cannot be read
  /// @throws IllegalStateException if the file is not on the class path
  /// @throws IllegalArgumentException if the file does not hold what its header promises
  public static IrisData load() throws IOException {
    try (InputStream in = IrisData.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "%s is missing from the class path; it belongs next to %s"
                .formatted(RESOURCE, IrisData.class.getName()));
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8), RESOURCE);
    }
  }

  /// Reads comma-separated rows of four measurements and a species, under a header that names them.
  ///
  /// @param in the text to read, which is read to its end but not closed
  /// @param name what to call the text in the message of an exception
  /// @return the rows in the order of the text
  /// @throws IOException if the text cannot be read
  /// @throws IllegalArgumentException if the header or a row is malformed
  public static IrisData read(Reader in, String name) throws IOException {
    List<double[]> features = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    // Rows that are too short or too long are let through here, so that the check below can report
    // them in the same words as every other mistake.
    CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(in);
    Iterator<CsvRecord> rows = csv.iterator();
    if (!rows.hasNext()) {
      throw new IllegalArgumentException("%s is empty".formatted(name));
    }
    CsvRecord header = rows.next();
    if (!header.getFields().equals(HEADER)) {
      throw malformed(name, header, "the header must be %s", String.join(",", HEADER));
    }
    while (rows.hasNext()) {
      CsvRecord row = rows.next();
      if (row.getFieldCount() != HEADER.size()) {
        throw malformed(name, row, "%d fields instead of %d", row.getFieldCount(), HEADER.size());
      }
      double[] measured = new double[FEATURES.size()];
      for (int column = 0; column < measured.length; column++) {
        measured[column] = centimetres(name, row, column);
      }
      String species = row.getField(FEATURES.size());
      int label = SPECIES.indexOf(species);
      if (label < 0) {
        throw malformed(name, row, "species is \"%s\", none of %s", species, SPECIES);
      }
      features.add(measured);
      labels.add(label);
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException("%s has a header but no rows".formatted(name));
    }
    return new IrisData(
        features.toArray(double[][]::new), labels.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The number of flowers.
  ///
  /// @return the number of rows of `features`
  public int size() {
    return labels.length;
  }

  /// Divides the flowers at random, so that each species is held out in the same proportion.
  ///
  /// The same seed gives the same split on every machine. Within each part the flowers keep their
  /// order.
  ///
  /// @param heldOutFraction how much of each species to hold out, more than 0 and less than 1
  /// @param seed decides which flowers are held out
  /// @return the two parts, which share their rows with this data set
  /// @throws IllegalArgumentException if `heldOutFraction` leaves one part without a species
  public Split split(double heldOutFraction, long seed) {
    if (!(heldOutFraction > 0 && heldOutFraction < 1)) {
      throw new IllegalArgumentException(
          "the held-out fraction must lie between 0 and 1, but is " + heldOutFraction);
    }
    // java.util.Random rather than a RandomGenerator chosen by default: its sequence is part of its
    // specification, so the accuracy that the documentation quotes stays reproducible.
    Random random = new Random(seed);
    List<Integer> train = new ArrayList<>();
    List<Integer> heldOut = new ArrayList<>();
    for (int species = 0; species < SPECIES.size(); species++) {
      List<Integer> rows = new ArrayList<>();
      for (int row = 0; row < labels.length; row++) {
        if (labels[row] == species) {
          rows.add(row);
        }
      }
      int count = (int) Math.round(heldOutFraction * rows.size());
      if (count == 0 || count == rows.size()) {
        throw new IllegalArgumentException(
            "holding out %s of %d %s flowers leaves one part without any"
                .formatted(heldOutFraction, rows.size(), SPECIES.get(species)));
      }
      Collections.shuffle(rows, random);
      heldOut.addAll(rows.subList(0, count));
      train.addAll(rows.subList(count, rows.size()));
    }
    Collections.sort(train);
    Collections.sort(heldOut);
    return new Split(select(train), select(heldOut));
  }

  private IrisData select(List<Integer> rows) {
    return new IrisData(
        rows.stream().map(row -> features[row]).toArray(double[][]::new),
        rows.stream().mapToInt(row -> labels[row]).toArray());
  }

  private static double centimetres(String name, CsvRecord row, int column) {
    double value;
    try {
      value = Double.parseDouble(row.getField(column));
    } catch (NumberFormatException e) {
      throw malformed(
          name, row, "%s is \"%s\", not a number", FEATURES.get(column), row.getField(column));
    }
    // Double.parseDouble also takes "NaN" and "Infinity", which no ruler shows.
    if (!(value > 0 && Double.isFinite(value))) {
      throw malformed(name, row, "%s is %s, not a length", FEATURES.get(column), value);
    }
    return value;
  }

  private static IllegalArgumentException malformed(
      String name, CsvRecord row, String complaint, Object... args) {
    return new IllegalArgumentException(
        "%s, line %d: %s, in the row %s"
            .formatted(
                name,
                row.getStartingLineNumber(),
                complaint.formatted(args),
                String.join(",", row.getFields())));
  }
}
