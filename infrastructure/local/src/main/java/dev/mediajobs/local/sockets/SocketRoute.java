package dev.mediajobs.local.sockets;

import dev.mediajobs.local.lambda.LambdaFunction;

/**
 * Where messages of one kind go.
 *
 * @param key {@code $connect}, {@code $disconnect}, {@code $default}, or what messages name
 * @param function who gets them
 * @param answers whether the body that the function answers is sent back to the client
 */
public record SocketRoute(String key, LambdaFunction function, boolean answers) {

  static final String CONNECT = "$connect";
  static final String DISCONNECT = "$disconnect";
  static final String DEFAULT = "$default";
}
