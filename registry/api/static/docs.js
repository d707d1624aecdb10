// Without validatorUrl: null a public server would send its address to an outside validator.
SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
