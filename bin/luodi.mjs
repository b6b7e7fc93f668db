#!/usr/bin/env node
import { build, install } from "../scripts/prepare.mjs";

install();
build();
await import("../dist/server/cli.js");
