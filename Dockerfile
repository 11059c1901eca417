# Two images: `redress`, the program, and `trial-mail`, a mail server for trying it without an account anywhere.

# --- build: packages, compiled sources, the trained classifier ------------------------------------------------
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY libs ./libs
COPY apps ./apps
COPY config ./config
RUN npx nest build \
 && node dist/apps/cli/src/main.js classifier train \
 && npm prune --omit=dev --no-audit --no-fund

# --- the program ----------------------------------------------------------------------------------------------
FROM node:24.21.0-bookworm-slim AS redress
# A font with Chinese characters, for what is drawn (charts in reports).
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/apps/classifier/training ./apps/classifier/training
COPY config ./config
# A volume takes over the owner of the folder that it is mounted on.
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production REDRESS_DATA_DIR=/data
VOLUME /data
ENTRYPOINT ["node", "--enable-source-maps", "dist/apps/cli/src/main.js"]
CMD ["start"]
HEALTHCHECK --interval=10s --timeout=8s --start-period=60s --retries=3 CMD ["node", "dist/apps/cli/src/main.js", "health", "http://127.0.0.1:8081"]

# --- a mail server for the trial profile: IMAP for people, LMTP for Redress -----------------------------------
FROM debian:12.12-slim AS trial-mail
RUN apt-get update \
 && apt-get install -y --no-install-recommends dovecot-imapd dovecot-lmtpd \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir -p /srv/mail && chmod 1777 /srv/mail
COPY docker/dovecot.conf /etc/dovecot/redress.conf
VOLUME /srv/mail
ENTRYPOINT ["/usr/sbin/dovecot", "-F", "-c", "/etc/dovecot/redress.conf"]
