package dev.cotangent.kernels;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/// Bytecode that computes a [Program] for one element: every instruction stores its value in a
/// local variable, constants are loaded where they are used.
final class ScalarBody {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");

  private final Program program;
  private final CodeBuilder code;
  private final int[] slots;

  private ScalarBody(Program program, CodeBuilder code) {
    this.program = program;
    this.code = code;
    slots = new int[program.size()];
  }

  /// Emits the program, and leaves the value of its only root on the stack.
  ///
  /// @param inputSlots for each input the local variable in which it lies
  static void emit(Program program, CodeBuilder code, int[] inputSlots) {
    new ScalarBody(program, code).emit(inputSlots);
  }

  static TypeKind kind(Type type) {
    return switch (type) {
      case F32 -> TypeKind.FLOAT;
      case F64 -> TypeKind.DOUBLE;
      case I64 -> TypeKind.LONG;
      case I32, MASK -> TypeKind.INT;
    };
  }

  private void emit(int[] inputSlots) {
    var lastUses = program.lastUses();
    var free = new ArrayDeque<Integer>(); // local variables of one slot
    var freeWide = new ArrayDeque<Integer>(); // and of two
    for (int step = 0; step < program.size(); step++) {
      var expr = program.step(step);
      if (expr.op() == Op.CONSTANT) continue;
      if (expr.op() == Op.INPUT) {
        slots[step] = inputSlots[(int) expr.payload()];
        continue;
      }
      instruction(step, expr);
      // The slots of operands that are not needed any more serve again: few variables keep frames,
      // and so the interpreter and the class file, small.
      for (int k = 0; k < expr.argCount(); k++) {
        int operand = program.arg(step, k);
        var op = program.step(operand).op();
        if (lastUses[operand] != step || op == Op.CONSTANT || op == Op.INPUT) continue;
        lastUses[operand] = -1; // it may be an operand twice
        (wide(operand) ? freeWide : free).push(slots[operand]);
      }
      var pool = wide(step) ? freeWide : free;
      var kind = kind(expr.type());
      slots[step] = pool.isEmpty() ? code.allocateLocal(kind) : pool.pop();
      code.storeLocal(kind, slots[step]);
    }
    load(program.root(0));
  }

  private boolean wide(int step) {
    return kind(program.step(step).type()).slotSize() == 2;
  }

  private void load(int step) {
    var expr = program.step(step);
    if (expr.op() != Op.CONSTANT) {
      code.loadLocal(kind(expr.type()), slots[step]);
      return;
    }
    switch (expr.type()) {
      case F32 -> code.loadConstant(Float.intBitsToFloat((int) expr.payload()));
      case F64 -> code.loadConstant(Double.longBitsToDouble(expr.payload()));
      case I64 -> code.loadConstant(expr.payload());
      case I32, MASK -> code.loadConstant((int) expr.payload());
    }
  }

  private void instruction(int step, Expr expr) {
    switch (expr.op()) {
      case SELECT -> select(step, () -> load(program.arg(step, 1)), program.arg(step, 2));
      case RARE -> select(step, () -> call(step, expr), program.arg(step, 1));
      case CONVERT -> {
        load(program.arg(step, 0));
        convert(code, expr.arg(0).type(), expr.type());
      }
      default -> {
        for (int k = 0; k < expr.argCount(); k++) load(program.arg(step, k));
        arithmetic(expr);
      }
    }
  }

  /// The operands are on the stack.
  private void arithmetic(Expr expr) {
    var type = expr.type();
    switch (expr.op()) {
      case LT, LE, GT, GE, EQ, NE -> compare(code, expr.op(), expr.arg(0).type());
      case NOT -> {
        code.loadConstant(type == Type.MASK ? 1 : -1);
        if (type == Type.I64) code.i2l();
        operator(Op.XOR, type);
      }
      case SHL, SHR, USHR -> {
        code.loadConstant((int) expr.payload());
        operator(expr.op(), type);
      }
      case BITS -> {
        if (type == Type.I32) invoke(FLOAT, "floatToRawIntBits", TypeKind.INT, TypeKind.FLOAT);
        else invoke(DOUBLE, "doubleToRawLongBits", TypeKind.LONG, TypeKind.DOUBLE);
      }
      case AS_FLOAT -> {
        if (type == Type.F32) invoke(FLOAT, "intBitsToFloat", TypeKind.FLOAT, TypeKind.INT);
        else invoke(DOUBLE, "longBitsToDouble", TypeKind.DOUBLE, TypeKind.LONG);
      }
      case ABS -> invoke(MATH, "abs", kind(type), kind(type));
      case MIN -> invoke(MATH, "min", kind(type), kind(type), kind(type));
      case MAX -> invoke(MATH, "max", kind(type), kind(type), kind(type));
      case FMA -> invoke(MATH, "fma", kind(type), kind(type), kind(type), kind(type));
      case SQRT -> { // rounding the double root of a float gives the correctly rounded float
        if (type == Type.F32) code.f2d();
        invoke(MATH, "sqrt", TypeKind.DOUBLE, TypeKind.DOUBLE);
        if (type == Type.F32) code.d2f();
      }
      case ADD, SUB, MUL, DIV, REM, NEG, AND, OR, XOR -> operator(expr.op(), type);
      case INPUT, CONSTANT, CONVERT, SELECT, RARE -> throw new AssertionError(expr.op());
    }
  }

  /// Our names are those of the virtual machine: ADD of F64 is DADD.
  private void operator(Op op, Type type) {
    String prefix =
        switch (type) {
          case F32 -> "F";
          case F64 -> "D";
          case I64 -> "L";
          case I32, MASK -> "I";
        };
    code.with(OperatorInstruction.of(Opcode.valueOf(prefix + op)));
  }

  private void invoke(ClassDesc owner, String name, TypeKind result, TypeKind... parameters) {
    var types = new ClassDesc[parameters.length];
    for (int k = 0; k < types.length; k++) types[k] = parameters[k].upperBound();
    code.invokestatic(owner, name, MethodTypeDesc.of(result.upperBound(), types));
  }

  /// Where argument 0 holds, what `value` loads, otherwise the value of another instruction.
  private void select(int step, Runnable value, int otherwise) {
    int mask = program.arg(step, 0);
    if (program.step(mask).op() == Op.CONSTANT) {
      if (program.step(mask).payload() != 0) value.run();
      else load(otherwise);
      return;
    }
    load(mask);
    choose(code, Opcode.IFEQ, value, () -> load(otherwise));
  }

  /// Emits `unless(stack) ? otherwise : value`.
  private static void choose(CodeBuilder code, Opcode unless, Runnable value, Runnable otherwise) {
    var elseLabel = code.newLabel();
    var end = code.newLabel();
    code.branch(unless, elseLabel);
    value.run();
    code.goto_(end).labelBinding(elseLabel);
    otherwise.run();
    code.labelBinding(end);
  }

  private void call(int step, Expr expr) {
    var function = Objects.requireNonNull(expr.function());
    for (int k = 2; k < expr.argCount(); k++) {
      load(program.arg(step, k));
      if (expr.type() == Type.F32) code.f2d();
    }
    var owner = function.owner();
    if (owner == null) {
      code.drem();
    } else {
      var parameters = new TypeKind[function.arity()];
      Arrays.fill(parameters, TypeKind.DOUBLE);
      invoke(
          ClassDesc.of(owner.getName()),
          function.name().toLowerCase(Locale.ROOT),
          TypeKind.DOUBLE,
          parameters);
    }
    if (expr.type() == Type.F32) code.d2f();
  }

  /// Turns two operands on the stack into 0 or 1.
  private static void compare(CodeBuilder code, Op op, Type type) {
    boolean less = op == Op.LT || op == Op.LE; // which way a NaN must fall to make it false
    Opcode unless;
    if (type == Type.I32) {
      unless =
          switch (op) {
            case LT -> Opcode.IF_ICMPGE;
            case LE -> Opcode.IF_ICMPGT;
            case GT -> Opcode.IF_ICMPLE;
            case GE -> Opcode.IF_ICMPLT;
            case EQ -> Opcode.IF_ICMPNE;
            default -> Opcode.IF_ICMPEQ;
          };
    } else {
      switch (type) {
        case F32 -> code.with(OperatorInstruction.of(less ? Opcode.FCMPG : Opcode.FCMPL));
        case F64 -> code.with(OperatorInstruction.of(less ? Opcode.DCMPG : Opcode.DCMPL));
        default -> code.lcmp();
      }
      unless =
          switch (op) {
            case LT -> Opcode.IFGE;
            case LE -> Opcode.IFGT;
            case GT -> Opcode.IFLE;
            case GE -> Opcode.IFLT;
            case EQ -> Opcode.IFNE;
            default -> Opcode.IFEQ;
          };
    }
    choose(code, unless, code::iconst_1, code::iconst_0);
  }

  /// Converts the number or mask on the stack as CONVERT does.
  static void convert(CodeBuilder code, Type from, Type to) {
    if (to != Type.MASK) {
      if (kind(from) != kind(to)) code.conversion(kind(from), kind(to));
      return;
    }
    switch (from) {
      case F32 -> code.fconst_0();
      case F64 -> code.dconst_0();
      default -> code.iconst_0();
    }
    compare(code, Op.NE, from);
  }
}
