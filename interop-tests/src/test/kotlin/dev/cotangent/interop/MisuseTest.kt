package dev.cotangent.interop

import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation
import org.jetbrains.kotlin.cli.common.messages.MessageCollector
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.jetbrains.kotlin.config.Services
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.assertAll
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import java.nio.file.Files
import java.nio.file.Path
import javax.tools.Diagnostic
import javax.tools.DiagnosticCollector
import javax.tools.JavaFileObject
import javax.tools.ToolProvider

/**
 * What must not compile does not. Each line of Misuse that ends in a comment `error: ...` is refused
 * with that message, no other line is; Control, which does the same rightly, compiles.
 */
class MisuseTest {
    private data class Refusal(val line: Int, val message: String)

    @ParameterizedTest
    @ValueSource(strings = ["Misuse.kt", "Misuse.java"])
    fun everyMisuseIsRefused(name: String, @TempDir out: Path) {
        val expected = source(name).toFile().readLines().mapIndexedNotNull { k, line ->
            line.substringAfter("// error: ", "").takeIf(String::isNotEmpty)?.let { Refusal(k + 1, it) }
        }
        val refusals = compile(source(name), out)
        assertTrue(expected.size > 10)
        assertEquals(expected.map { it.line }, refusals.map { it.line }.distinct().sorted(), "$refusals")
        assertAll(expected.map { (line, message) ->
            {
                val said = refusals.filter { it.line == line }.map { it.message }
                assertTrue(said.any { it.contains(message, ignoreCase = true) }, "line $line: \"$message\" in $said")
            }
        })
    }

    @ParameterizedTest
    @ValueSource(strings = ["Control.kt", "Control.java"])
    fun theRightUsesCompile(name: String, @TempDir out: Path) {
        assertEquals(emptyList<Refusal>(), compile(source(name), out))
        assertTrue(Files.exists(out.resolve("Control.class")))
    }

    private fun source(name: String): Path = Path.of(MisuseTest::class.java.getResource("/misuse/$name")!!.toURI())

    private fun compile(source: Path, out: Path): List<Refusal> =
        if (source.toString().endsWith(".kt")) kotlin(source, out) else java(source, out)

    private fun kotlin(source: Path, out: Path): List<Refusal> {
        val errors = mutableListOf<Refusal>()
        val collector = object : MessageCollector {
            override fun clear() = errors.clear()

            override fun hasErrors() = errors.isNotEmpty()

            override fun report(
                severity: CompilerMessageSeverity,
                message: String,
                location: CompilerMessageSourceLocation?,
            ) {
                if (severity.isError) errors += Refusal(location?.line ?: 0, message)
            }
        }
        val arguments = K2JVMCompilerArguments().apply {
            freeArgs = listOf(source.toString())
            destination = out.toString()
            classpath = System.getProperty("java.class.path")
            noStdlib = true
            noReflect = true
            jvmTarget = "25"
        }
        val exit = K2JVMCompiler().exec(collector, Services.EMPTY, arguments)
        assertEquals(errors.isEmpty(), exit == ExitCode.OK)
        return errors
    }

    private fun java(source: Path, out: Path): List<Refusal> {
        val compiler = ToolProvider.getSystemJavaCompiler()
        val diagnostics = DiagnosticCollector<JavaFileObject>()
        compiler.getStandardFileManager(diagnostics, null, null).use { files ->
            val options = listOf("-d", "$out", "-classpath", System.getProperty("java.class.path"), "-proc:none")
            compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(source)).call()
        }
        return diagnostics.diagnostics
            .filter { it.kind == Diagnostic.Kind.ERROR }
            .map { Refusal(it.lineNumber.toInt(), it.getMessage(null)) }
    }
}
