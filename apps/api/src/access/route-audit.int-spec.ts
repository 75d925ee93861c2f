import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Public } from './permission.js';
import { RouteAudit } from './route-audit.js';

@Controller('declared')
class DeclaredController {
  @Get()
  @Public()
  get(): string {
    return 'ok';
  }
}

@Controller('undeclared')
class UndeclaredController {
  @Get('one')
  @Public()
  one(): string {
    return 'ok';
  }

  @Get('two')
  two(): string {
    return 'forgotten';
  }
}

const start = async (
  controllers: (typeof DeclaredController | typeof UndeclaredController)[],
): Promise<void> => {
  const testing = Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [RouteAudit],
  });
  const module = await testing.compile();
  await module.init();
  await module.close();
};

describe('a route without a declared permission', () => {
  it('ends the start-up, by name', async () => {
    await expect(start([DeclaredController, UndeclaredController])).rejects.toThrow(
      /without a declared permission: UndeclaredController\.two\./,
    );
  });

  it('is the only kind that does', async () => {
    await expect(start([DeclaredController])).resolves.toBeUndefined();
  });
});
