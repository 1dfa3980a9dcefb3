package io.handfast.interop.programs;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp, on sockets in both versions of HTTP (RFC 9112, RFC 9113). */
final class OkHttpClients {

    private OkHttpClients() {}

    static ClientProgram http1(Install install) throws Exception {
        return program(install, List.of(Protocol.HTTP_1_1));
    }

    static ClientProgram http2(Install install) throws Exception {
        return program(install, List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    }

    private static ClientProgram program(Install install, List<Protocol> protocols) throws Exception {
        OkHttpClient.Builder builder = new OkHttpClient.Builder().protocols(protocols);
        Optional<SSLContext> context = install.client();
        if (context.isPresent()) {
            builder.sslSocketFactory(context.get().getSocketFactory(), Install.trustManager());
        }
        OkHttpClient client = builder.build();
        return new ClientProgram() {
            @Override
            public Answer post(URI uri, byte[] body) throws Exception {
                Request request = new Request.Builder()
                        .url(uri.toString())
                        .post(RequestBody.create(body, MediaType.get("application/octet-stream")))
                        .build();
                try (Response response = client.newCall(request).execute()) {
                    return new Answer(
                            response.code(),
                            Objects.requireNonNullElse(response.header(Answer.PROTOCOL), ""),
                            response.body().bytes());
                }
            }

            @Override
            public void close() {
                client.dispatcher().executorService().shutdown();
                client.connectionPool().evictAll();
            }
        };
    }
}
