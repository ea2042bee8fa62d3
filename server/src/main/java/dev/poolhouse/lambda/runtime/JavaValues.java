package dev.poolhouse.lambda.runtime;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Between JSON values and what handlers take and return: maps, lists, simple values, and beans
/// such as the event classes of `aws-lambda-java-events` (a constructor without parameters, `getX`,
/// `isX` and `setX`).
final class JavaValues {
  private static final Class<?>[] NO_TYPES = {};

  private JavaValues() {}

  /// `json` as a value of that type.
  static @Nullable Object toType(@Nullable Object json, Type type)
      throws ReflectiveOperationException {
    Class<?> raw =
        type instanceof ParameterizedType full ? (Class<?>) full.getRawType() : raw(type);
    if (json == null || raw == Object.class) {
      return json;
    }
    if (json instanceof List<?> list && raw.isArray()) {
      return array(list, raw.getComponentType());
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Object item : list) {
        items.add(toType(item, argument(type, 0)));
      }
      return items;
    }
    if (json instanceof Map<?, ?> map && raw.isAssignableFrom(LinkedHashMap.class)) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        members.put(member.getKey(), toType(member.getValue(), argument(type, 1)));
      }
      return members;
    }
    return json instanceof Map<?, ?> map ? bean(map, raw) : simple(json, raw);
  }

  private static Class<?> raw(Type type) {
    return type instanceof Class<?> raw ? raw : Object.class;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType full
        ? full.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Object array(List<?> list, Class<?> component)
      throws ReflectiveOperationException {
    Object array = java.lang.reflect.Array.newInstance(component, list.size());
    for (int i = 0; i < list.size(); i++) {
      java.lang.reflect.Array.set(array, i, toType(list.get(i), component));
    }
    return array;
  }

  private static Object simple(Object json, Class<?> raw) {
    if (json instanceof Number number) {
      return raw == Long.class || raw == long.class
          ? (Object) number.longValue()
          : raw == Double.class || raw == double.class ? (Object) number.doubleValue() : number;
    }
    return json;
  }

  private static Object bean(Map<?, ?> members, Class<?> type) throws ReflectiveOperationException {
    Object bean = type.getConstructor().newInstance();
    for (Method setter : type.getMethods()) {
      if (setter.getName().startsWith("set") && setter.getParameterCount() == 1) {
        Object json = members.get(property(setter.getName().substring(3)));
        if (json != null) {
          setter.invoke(bean, toType(json, setter.getGenericParameterTypes()[0]));
        }
      }
    }
    return bean;
  }

  /// What a handler returned, as JSON.
  static @Nullable Object toJson(@Nullable Object value) throws ReflectiveOperationException {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        members.put(String.valueOf(member.getKey()), toJson(member.getValue()));
      }
      return members;
    }
    if (value instanceof Iterable<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Object item : list) {
        items.add(toJson(item));
      }
      return items;
    }
    if (value instanceof Object[] array) {
      return toJson(List.of(array));
    }
    if (value == null) {
      return null;
    }
    boolean plain =
        value instanceof CharSequence
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Enum<?>;
    return plain ? value : properties(value);
  }

  private static Map<String, @Nullable Object> properties(Object bean)
      throws ReflectiveOperationException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Method getter : bean.getClass().getMethods()) {
      String name = getter.getName();
      int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
      if (prefix > 0
          && name.length() > prefix
          && getter.getParameterCount() == 0
          && getter.getDeclaringClass() != Object.class) {
        Object value = bean.getClass().getMethod(name, NO_TYPES).invoke(bean);
        members.put(property(name.substring(prefix)), toJson(value));
      }
    }
    return members;
  }

  private static String property(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
