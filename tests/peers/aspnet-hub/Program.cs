// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A real SignalR server, for the tests of the console's own client.
//
// It prints the URL it listens on, then one line of JSON for what a client answered or when one
// left, and ends when its standard input does. The token decides who is let in; the hub does on a
// connection what the query value "do" says.

using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateSlimBuilder (args);
builder.Logging.ClearProviders ();
builder.WebHost.UseUrls ("http://127.0.0.1:0");
builder.WebHost.UseShutdownTimeout (TimeSpan.FromSeconds (2));
builder.Services
  .AddAuthentication ("token")
  .AddScheme<AuthenticationSchemeOptions, TokenHandler> ("token", null);
builder.Services.AddAuthorization (options => options.AddPolicy ("scope", policy =>
  policy.RequireClaim ("scope", "user_api.full_access")));
builder.Services.AddSignalR (options => {
  options.EnableDetailedErrors = true;
  options.KeepAliveInterval = TimeSpan.FromSeconds (1);
  options.ClientTimeoutInterval = TimeSpan.FromSeconds (4);
  options.HandshakeTimeout = TimeSpan.FromSeconds (2);
});

var app = builder.Build ();
app.UseAuthentication ();
app.UseAuthorization ();
app.MapHub<DoorHub> ("/v1/hub/entries", options => {
  options.CloseOnAuthenticationExpiration = true;
  options.TransportSendTimeout = TimeSpan.FromSeconds (2);
}).RequireAuthorization ("scope");

await app.StartAsync ();
Report.Say (new { url = app.Urls.First () });
_ = Task.Run (async () => {
  string? line;
  while ((line = await Console.In.ReadLineAsync ()) != null) {
    if (line == "shutdown")
      break;
  }
  await app.StopAsync ();
});
await app.WaitForShutdownAsync ();

// One line of JSON for each thing that happened.
static class Report
{
  static readonly object Gate = new ();

  public static void Say (object what)
  {
    lock (Gate) {
      Console.Out.WriteLine (JsonSerializer.Serialize (what));
      Console.Out.Flush ();
    }
  }
}

// "good", "noscope", or "short-N": fine, and expires after N milliseconds. All else is refused.
class TokenHandler (IOptionsMonitor<AuthenticationSchemeOptions> options,
                    ILoggerFactory logger,
                    UrlEncoder encoder)
  : AuthenticationHandler<AuthenticationSchemeOptions> (options, logger, encoder)
{
  protected override Task<AuthenticateResult> HandleAuthenticateAsync ()
  {
    string header = Request.Headers.Authorization.ToString ();
    string token = header.StartsWith ("Bearer ") ? header["Bearer ".Length..]
                                                 : Request.Query["access_token"].ToString ();
    var identity = new ClaimsIdentity (Scheme.Name);
    var properties = new AuthenticationProperties ();

    if (token.Length == 0)
      return Task.FromResult (AuthenticateResult.NoResult ());
    if (token.StartsWith ("short-"))
      properties.ExpiresUtc =
        DateTimeOffset.UtcNow.AddMilliseconds (int.Parse (token["short-".Length..]));
    else if (token != "good" && token != "noscope")
      return Task.FromResult (AuthenticateResult.Fail ("unknown token"));
    identity.AddClaim (new Claim (ClaimTypes.NameIdentifier, token));
    if (token != "noscope")
      identity.AddClaim (new Claim ("scope", "user_api.full_access"));
    return Task.FromResult (AuthenticateResult.Success (
      new AuthenticationTicket (new ClaimsPrincipal (identity), properties, Scheme.Name)));
  }

  protected override Task HandleChallengeAsync (AuthenticationProperties properties)
  {
    Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
    Response.StatusCode = 401;
    return Task.CompletedTask;
  }
}

class DoorHub (IHubContext<DoorHub> context) : Hub
{
  static string Entry (int n, int size = 0)
  {
    return JsonSerializer.Serialize (new {
      id = $"6f0c2a51-0d1e-4a7c-9b54-{n:x12}",
      event_category = "lock_opened",
      lock_customer_reference = "Café “Zoë” 🚪",
      utc_date_time = "2026-11-20T08:15:30Z",
      remark = new string ('x', size),
    });
  }

  static async Task Later (Action action)
  {
    await Task.Delay (200);
    action ();
  }

  public override async Task OnConnectedAsync ()
  {
    IQueryCollection query = Context.GetHttpContext ()!.Request.Query;
    string what = query["do"].ToString ();
    int n = int.TryParse (query["n"], out int number) ? number : 1;
    string id = Context.ConnectionId;

    Report.Say (new { opened = what });
    switch (what) {
    case "throw":
      throw new HubException ("The hub does not like you.");
    case "abort":
      await Clients.Caller.SendAsync ("ReceiveMessage", Entry (1));
      _ = Later (Context.Abort);
      break;
    case "cut": // the TCP connection ends without a word
      await Clients.Caller.SendAsync ("ReceiveMessage", Entry (1));
      _ = Later (Context.GetHttpContext ()!.Abort);
      break;
    case "burst":
      _ = Task.Run (async () => {
        for (int i = 0; i < n; i++)
          await context.Clients.Client (id).SendAsync ("ReceiveMessage", Entry (i));
        await context.Clients.Client (id).SendAsync ("ReceiveMessage", "end");
      });
      break;
    case "large":
      await Clients.Caller.SendAsync ("ReceiveMessage", Entry (1, n));
      await Clients.Caller.SendAsync ("ReceiveMessage", "end");
      break;
    case "ask": // a client result
      _ = Task.Run (async () => {
        try {
          string answer = await context.Clients.Client (id).InvokeAsync<string> (
            query["target"].ToString (), Entry (1), CancellationToken.None);
          Report.Say (new { answer });
        } catch (Exception error) {
          Report.Say (new { error = error.Message });
        }
        await context.Clients.Client (id).SendAsync ("ReceiveMessage", "end");
      });
      break;
    case "odd":
      await Clients.Caller.SendAsync ("ReceiveWeather", "grey");
      await Clients.Caller.SendAsync ("ReceiveMessage", new { id = 1 });
      await Clients.Caller.SendAsync ("ReceiveMessage", "one", "two");
      await Clients.Caller.SendAsync ("ReceiveMessage");
      await Clients.Caller.SendAsync ("ReceiveMessage", "end");
      break;
    default: // "one"
      await Clients.Caller.SendAsync ("ReceiveMessage", Entry (1));
      break;
    }
    await base.OnConnectedAsync ();
  }

  public override Task OnDisconnectedAsync (Exception? error)
  {
    Report.Say (new { left = error?.GetType ().Name ?? "" });
    return base.OnDisconnectedAsync (error);
  }
}
