package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The table is complete: every form of every operation is in a row, and no row has another.
class OperationTableTest {
  @Test
  void everyOperationHasARow() {
    var listed = OperationTable.ROWS.flatMap(Operation::methods).toJavaSet();
    assertEquals(OperationTable.methods(), new TreeSet<>(listed));
  }

  @Test
  void theOperationsWereFound() {
    int count = OperationTable.methods().size();
    assertTrue(count > 150, () -> count + " operations");
  }

  @Test
  void aRowCallsItsOwnOperation() {
    for (var row : OperationTable.ROWS) {
      for (var method : row.methods()) assertTrue(method.startsWith(row.name() + "("), method);
    }
  }
}
