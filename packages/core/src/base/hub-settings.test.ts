import { describe, expect, it } from "vitest";
import { hubSettings } from "./hub-settings.ts";

describe("hubSettings", () => {
  it("finds the platform's cache folder", () => {
    const cache = (platform: NodeJS.Platform, more = {}) => hubSettings({ HOME: "/h", ...more }, platform).cacheFolder;
    expect(cache("linux")).toBe("/h/.cache/viva");
    expect(cache("linux", { XDG_CACHE_HOME: "/c" })).toBe("/c/viva");
    expect(cache("darwin")).toBe("/h/Library/Caches/viva");
    expect(cache("win32", { LOCALAPPDATA: "/l" })).toBe("/l/viva/Cache");
    expect(cache("linux", { VIVA_CACHE: "/v" })).toBe("/v");
  });

  it("reads the switch, the proxies and the endpoint", () => {
    expect(hubSettings({ HF_ENDPOINT: "https://mirror.example/hf/", VIVA_OFFLINE: "0" })).toMatchObject({
      offline: false,
      httpProxy: "",
      httpsProxy: "",
    });
    expect(hubSettings({ HF_HUB_OFFLINE: "TRUE", HTTPS_PROXY: "http://p:1" })).toMatchObject({
      offline: true,
      httpsProxy: "http://p:1",
    });
    for (const wrong of ["mirror.example", "file:///x"]) {
      expect(() => hubSettings({ HF_ENDPOINT: wrong })).toThrow(
        expect.objectContaining({ code: "HUB_REFERENCE_INVALID", message: expect.stringContaining(wrong) }),
      );
    }
  });
});
