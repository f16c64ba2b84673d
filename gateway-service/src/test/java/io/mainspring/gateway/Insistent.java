package io.mainspring.gateway;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows its certificate whatever issuers the server says it trusts: a polite client would hide it. */
final class Insistent extends X509ExtendedKeyManager {

    private final X509ExtendedKeyManager keys;

    Insistent(KeyManagerFactory keys) {
        this.keys = (X509ExtendedKeyManager) keys.getKeyManagers()[0];
    }

    KeyManager[] managers() {
        return new KeyManager[] {this};
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return "me";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return "me";
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return new String[] {"me"};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException("a client");
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.getPrivateKey(alias);
    }
}
