package dev.poolhouse.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test class a running server: parameters of type [Poolhouse] (started once per test run)
/// and [TestPool] (fresh for every test) are filled in.
///
/// ```java
/// @WithPoolhouse
/// class SignUpTest {
///   @Test
///   void signsUp(Poolhouse poolhouse, TestPool pool) { … }
/// }
/// ```
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PoolhouseExtension.class)
public @interface WithPoolhouse {}
