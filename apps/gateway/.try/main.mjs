import { Module, Controller, Get } from '@nestjs/common';
import { runService } from '@polyspool/service/run-service';
import { readEnv, serviceEnv } from '@polyspool/service/env';
class C { async hi() { if (process.argv[2]==='crash') setTimeout(()=>{throw new Error('boom')},10); const r = await fetch(`http://127.0.0.1:${process.env.PORT}/health/live`); return {hi: r.status}; } }
Controller('v1')(C); Get('hi')(C.prototype,'hi',Object.getOwnPropertyDescriptor(C.prototype,'hi'));
class M {} ; Module({controllers:[C]})(M);
await runService({ name:'try', module: M, env: readEnv(serviceEnv) });
