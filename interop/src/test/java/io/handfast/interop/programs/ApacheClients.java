package io.handfast.interop.programs;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5: the classic one on sockets, and the asynchronous one on engines, which knows HTTP/2 (RFC 9113). */
final class ApacheClients {

    private ApacheClients() {}

    static CloseableHttpClient classicClient(Install install) throws Exception {
        Optional<SSLContext> context = install.client();
        if (context.isEmpty()) {
            return HttpClients.createSystem();
        }
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(context.get()))
                        .build())
                .build();
    }

    static ClientProgram classic(Install install) throws Exception {
        CloseableHttpClient client = classicClient(install);
        return new ClientProgram() {
            @Override
            public Answer post(URI uri, byte[] body) throws Exception {
                HttpPost request = new HttpPost(uri);
                request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
                return client.execute(
                        request,
                        response -> new Answer(
                                response.getCode(),
                                response.getHeader(Answer.PROTOCOL).getValue(),
                                EntityUtils.toByteArray(response.getEntity())));
            }

            @Override
            public void close() throws Exception {
                client.close();
            }
        };
    }

    static ClientProgram asynchronous(Install install) throws Exception {
        Optional<SSLContext> context = install.client();
        CloseableHttpAsyncClient client = context.isEmpty()
                ? HttpAsyncClients.createSystem()
                : HttpAsyncClients.custom()
                        .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                .setTlsStrategy(new DefaultClientTlsStrategy(context.get()))
                                .build())
                        .build();
        client.start();
        return new ClientProgram() {
            @Override
            public Answer post(URI uri, byte[] body) throws Exception {
                SimpleHttpRequest request = SimpleRequestBuilder.post(uri)
                        .setBody(body, ContentType.APPLICATION_OCTET_STREAM)
                        .build();
                SimpleHttpResponse response = client.execute(request, null).get(30, TimeUnit.SECONDS);
                return new Answer(
                        response.getCode(), response.getHeader(Answer.PROTOCOL).getValue(), response.getBodyBytes());
            }

            @Override
            public void close() throws Exception {
                client.close();
            }
        };
    }
}
