# The exporter, and the local run with its dashboard, as an image that runs as nobody in particular.
# Built from the repository's root: docker build -f ops/exporter.Dockerfile .
FROM node:24.11-bookworm-slim AS build
WORKDIR /tillwatch
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run -s build && npm prune --omit=dev --ignore-scripts

FROM node:24.11-bookworm-slim
WORKDIR /tillwatch
COPY --from=build /tillwatch/package.json ./
COPY --from=build /tillwatch/dist dist
COPY --from=build /tillwatch/node_modules node_modules
COPY --from=build /tillwatch/sql sql
RUN mkdir /state /inbox && chown node:node /state /inbox
USER node
ENTRYPOINT ["node", "dist/tillwatch.js"]
CMD ["exporter", "/data", "--host", "0.0.0.0"]
