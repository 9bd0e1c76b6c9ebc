/// A persistent graph of pullbacks, generic in the cotangent: it knows no arithmetic beyond the
/// addition it is handed.
///
/// A computation builds [nodes][dev.cotangent.tape.Node], each made of the
/// [step][dev.cotangent.tape.Step] that knows how to pull a cotangent back and of
/// [edges][dev.cotangent.tape.Edge] to what the step depended on. A [tape][dev.cotangent.tape.Tape]
/// is what can be reached from one output. Nothing here changes once made, so a tape may be pulled
/// back any number of times and from any thread.
@NullMarked
package dev.cotangent.tape;

import org.jspecify.annotations.NullMarked;
